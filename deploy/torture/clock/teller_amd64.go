package clock

// tells is what the kernel calls the function that tells the time.
const tells = "__vdso_clock_gettime"

// teller is another one: it asks the kernel by a call and adds to the wall clock what stands behind it.
var teller = []byte{
	0xb8, 0xe4, 0x00, 0x00, 0x00, // mov eax, 228 (clock_gettime)
	0x0f, 0x05, //                   syscall: edi which clock, rsi where to
	0x85, 0xff, //                   test edi, edi: CLOCK_REALTIME is 0
	0x75, 0x0a, //                   jnz to ret
	0x48, 0x8b, 0x0d, 0x08, 0x00, 0x00, 0x00, // mov rcx, [rip + 8], the last eight bytes
	0x48, 0x01, 0x0e, //             add [rsi], rcx: seconds
	0xc3,                   // ret
	0x90, 0x90, 0x90, 0x90, // nop
	0, 0, 0, 0, 0, 0, 0, 0, //       seconds to add
}
