// Command bench measures how many whole commands a second one node takes through
// rtrw.Desk on the embedded database with full durability, beside a bare group commit of
// single rows on the same disk in the same minutes. The ratio of the two is what counts:
// it says what all that a command does costs, whatever the machine.
package main
