package api

import (
	"net/http"

	"github.com/gin-gonic/gin"

	"jogotonggo/rt-rw"
	"jogotonggo/server/door"
)

// routes is every way in. An open handler needs no session; one that is `in` knows who asks, and one
// that is lit answers a lobby's screen as well, which is nobody.
func (s *server) routes(e *gin.Engine) {
	open, in := s.open, s.in

	e.GET("/healthz", open(s.healthz))
	e.GET("/readyz", open(s.readyz))
	e.GET("/metrics", open(s.metrics))

	v1 := e.Group("/api/v1", s.noStore, s.sameSite, s.bounded)
	v1.GET("/about", open(s.about))
	v1.GET("/openapi.json", open(s.openAPI))
	v1.GET("/asyncapi.json", open(s.asyncAPI))
	v1.POST("/setup", open(s.found))
	v1.POST("/setup/areas", open(s.homes))
	v1.GET("/setup", in(s.laidOut))
	v1.POST("/setup/places", in(s.layOut))
	v1.POST("/setup/heads", in(s.nameHeads))
	v1.POST("/setup/staff", in(s.hire))
	v1.POST("/setup/slips", in(s.printSlips))
	v1.POST("/setup/letters", in(s.printLetters))

	v1.GET("/public/:id", open(s.openly))

	v1.POST("/session", open(s.signIn))
	v1.DELETE("/session", s.lit(s.signOut))
	v1.GET("/sessions", in(s.devices))
	v1.DELETE("/sessions/:id", in(s.endSession))
	v1.GET("/me", in(s.me))
	v1.GET("/me/data", in(s.myData))
	v1.GET("/me/looks", in(s.myLooks))
	v1.GET("/me/profiles", open(s.listProfiles))
	v1.POST("/me/profiles/switch", open(s.switchProfile))

	v1.POST("/invites", in(s.invite))
	v1.GET("/invites", in(s.invites))
	v1.DELETE("/invites/:id", in(s.revokeInvite))
	v1.POST("/invites/accept", open(s.accept))
	v1.POST("/invites/return", open(s.comeBack))
	v1.POST("/members/:id/reset", in(s.reset))

	v1.POST("/kiosks", in(s.newKiosk))
	v1.GET("/kiosks", in(s.kiosks))
	v1.DELETE("/kiosks/:id", in(s.closeKiosk))
	v1.POST("/kiosks/open", open(s.openKiosk))
	v1.GET("/lobby", s.lit(s.lobby))

	v1.GET("/push", in(s.told))
	v1.POST("/push/subscriptions", in(s.subscribe))
	v1.DELETE("/push/subscriptions/:id", in(s.unsubscribe))
	v1.PUT("/push/quiet", in(s.quiet))
	v1.POST("/push/notices/:id/shown", in(s.shown))
	v1.POST("/push/notices/:id/opened", in(s.opened))

	v1.GET("/services", in(s.listServices))
	v1.GET("/areas", in(s.areas))
	v1.GET("/houses", in(s.houses))
	v1.GET("/helpers", in(s.helpers))
	v1.GET("/standins", in(s.standIns))
	v1.POST("/ledger", in(s.ledger))
	v1.GET("/untouched", in(s.untouched))
	v1.GET("/board", in(s.board))
	v1.GET("/figures", in(s.figures))
	v1.GET("/bulletin", in(s.bulletin))
	v1.GET("/tallies.csv", in(s.talliesCSV))
	v1.GET("/audit", in(s.audit))
	v1.GET("/cases", in(s.cases))
	v1.GET("/cases/:id", in(s.caseByID))
	v1.PUT("/photos/:id", in(s.sendPhoto))
	v1.GET("/photos/:id", in(s.photoByID))
	v1.GET("/log", in(s.log))
	v1.GET("/live", open(s.live))

	v1.POST("/carried", in(s.carried))
	v1.POST("/:service/:move", in(s.command))

	e.NoRoute(s.noStore, s.elsewhere)
	e.NoMethod(s.noStore, open(func(*gin.Context) error {
		return door.Refuse(rtrw.NotSupported, "Cara meminta ini tidak tersedia.", "This way of asking is not supported.")
	}))
}

// elsewhere gives the web app everything that is not the API's.
func (s *server) elsewhere(c *gin.Context) {
	path := c.Request.URL.Path
	if api := len(path) >= 4 && path[:4] == "/api" && (len(path) == 4 || path[4] == '/'); api || s.Pages == nil {
		s.refuse(c, notHere)
		return
	}
	c.Status(http.StatusOK) // gin wrote 404 down for routes it does not know
	c.Writer.Header().Del("Cache-Control")
	s.Pages.ServeHTTP(c.Writer, c.Request)
}
