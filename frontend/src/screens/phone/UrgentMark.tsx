// "Mendesak", for lists that show no more of a case than its row.
import { Icon } from "../../ui/Icon"
import { t } from "../../words/pages"

export const UrgentMark = () => <span class="mark"><Icon name="alert" size="1.25em" /> {t("urgentMark")}</span>
