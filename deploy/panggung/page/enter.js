// The way into a pane. A browser keeps what an earlier performance left under this name; a new town knows nothing of it.
const { run, path } = await (await fetch("/-/run")).json()

if (localStorage.getItem("panggung") !== run) {
  for (const worker of await navigator.serviceWorker.getRegistrations()) await worker.unregister()
  for (const name of await caches.keys()) await caches.delete(name)
  await new Promise((done) => Object.assign(indexedDB.deleteDatabase("jogotonggo"), { onsuccess: done, onerror: done, onblocked: done }))
  localStorage.clear()
  localStorage.setItem("jt.theme", "siang")
  localStorage.setItem("panggung", run)
}
const known = (await fetch("/api/v1/me").catch(() => null))?.ok
location.replace(known ? path : "/masuk#tambah")
