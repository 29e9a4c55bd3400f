package io.github.versionedschema.plan.check;

import java.util.ArrayList;
import java.util.List;

import io.github.versionedschema.plan.draft.SchemaDraft;
import io.github.versionedschema.plan.draft.ScriptItem;
import io.github.versionedschema.plan.draft.SharedTable;

/**
 * The order in which things happen. A table is expanded at once for all operations on it,
 * any of which may use what SQL of the user's own defines in between: so such SQL comes
 * first, unless it uses what the expansion makes.
 */
public final class ScriptOrder {

	private final UserSqlChecks checks;

	private final List<ScriptItem> script;

	private ScriptOrder(SchemaDraft draft) {
		this.checks = new UserSqlChecks(draft);
		this.script = draft.script();
	}

	public static List<ScriptItem> of(SchemaDraft draft) {
		return new ScriptOrder(draft).order();
	}

	private List<ScriptItem> order() {
		List<List<ScriptItem>> places = new ArrayList<>();
		for (ScriptItem item : this.script) {
			places.add(new ArrayList<>((item instanceof ScriptItem.Touch) ? List.of() : List.of(item)));
		}
		for (int index = 0; index < this.script.size(); index++) {
			if (this.script.get(index) instanceof ScriptItem.Touch touch) {
				places.get(place(touch.table(), index)).add(touch);
			}
		}
		return places.stream().flatMap(List::stream).toList();
	}

	/** Returns behind what a table is expanded that is touched at a place. */
	private int place(SharedTable table, int touched) {
		int place = touched;
		for (int index = touched + 1; index < this.script.size(); index++) {
			if (this.script.get(index) instanceof ScriptItem.UserSql sql) {
				UserSqlCheck check = this.checks.of(sql);
				if (!check.defines()) {
					break;
				}
				if (sql.source().compareTo(table.lastSource()) < 0 || check.mentions(table.physicalName())) {
					place = index;
				}
			}
		}
		return place;
	}

}
