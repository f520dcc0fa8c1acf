// Command pocketbase is PocketBase with one open collection, "reports", whose records have a text:
// what somebody would take who has no program of their own. It is a module of its own, so that
// nothing of it is in the project's; the bench builds it when it is asked for.
package main

import (
	"log"

	"github.com/pocketbase/pocketbase"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/types"
)

func main() {
	app := pocketbase.NewWithConfig(pocketbase.Config{HideStartBanner: true})
	app.OnServe().BindFunc(func(e *core.ServeEvent) error {
		e.InstallerFunc = nil // opens a browser, to make a superuser
		if _, err := app.FindCollectionByNameOrId("reports"); err != nil {
			reports := core.NewBaseCollection("reports")
			reports.Fields.Add(&core.TextField{Name: "body", Max: 5000})
			reports.CreateRule, reports.ListRule, reports.ViewRule = types.Pointer(""), types.Pointer(""), types.Pointer("")
			if err := app.Save(reports); err != nil {
				return err
			}
		}
		return e.Next()
	})
	if err := app.Start(); err != nil {
		log.Fatal(err)
	}
}
