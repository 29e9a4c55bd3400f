package io.github.versionedschema.plan.check.script;

import java.util.ArrayList;
import java.util.List;

import io.github.versionedschema.plan.draft.SchemaDraft;
import io.github.versionedschema.plan.draft.ScriptItem;
import io.github.versionedschema.plan.draft.SharedTable;

/**
 * Determines the order of user SQL and table expansions. A table is expanded in one step
 * for all operations on it, which may use objects that user SQL between them defines.
 * Therefore, user SQL runs first unless it uses results of the expansion.
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

	/**
	 * Returns the item after which a table is expanded that is used at the given
	 * position.
	 */
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
