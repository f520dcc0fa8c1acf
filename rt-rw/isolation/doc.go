// Package isolation is a sick or exposed neighbour at home: reported, checked by the head,
// started and released by the puskesmas alone, and asked after twice a day in between.
// When a day goes by without news, a clock climbs from the RT to the puskesmas until
// somebody says "I see to it".
package isolation
