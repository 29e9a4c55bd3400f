package io.github.versionedschema.plan.check.script;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.github.versionedschema.plan.draft.SchemaDraft;
import io.github.versionedschema.plan.draft.ScriptItem;
import io.github.versionedschema.plan.draft.SharedTable;

/**
 * Determines the order of user SQL, new types and table expansions. A table is expanded
 * in one step for all operations on it, which may use objects that user SQL between them
 * defines. Therefore, user SQL runs first unless it uses results of the expansion. Types
 * and their values always come first.
 */
public final class ScriptOrder {

	private final UserSqlChecks checks;

	private final List<ScriptItem> script;

	private ScriptOrder(SchemaDraft draft) {
		this.checks = new UserSqlChecks(draft);
		this.script = TypesFirst.of(draft.script());
	}

	public static List<ScriptItem> of(SchemaDraft draft) {
		return new ScriptOrder(draft).order();
	}

	private List<ScriptItem> order() {
		List<List<ScriptItem>> places = new ArrayList<>();
		Set<Integer> moved = new HashSet<>();
		for (ScriptItem item : this.script) {
			places.add(new ArrayList<>((item instanceof ScriptItem.Touch) ? List.of() : List.of(item)));
		}
		for (int index = 0; index < this.script.size(); index++) {
			if (this.script.get(index) instanceof ScriptItem.Touch touch) {
				int place = place(touch.table(), index);
				for (int later = place + 1; later < this.script.size(); later++) {
					if (isTypeFor(touch.table(), this.script.get(later))
							&& !TypesFirst.needsTable(this.script.get(later), this.script.subList(place, later))
							&& moved.add(later)) {
						places.get(later).remove(this.script.get(later));
						places.get(place).add(this.script.get(later));
					}
				}
				places.get(place).add(touch);
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
			if (isTypeFor(table, this.script.get(index))) {
				place = index;
			}
			else if (this.script.get(index) instanceof ScriptItem.UserSql sql) {
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

	private static boolean isTypeFor(SharedTable table, ScriptItem item) {
		if (item instanceof ScriptItem.OtherType other) {
			return other.type().operation().compareTo(table.lastSource()) <= 0;
		}
		if (item instanceof ScriptItem.NewValue added) {
			return added.added().source().compareTo(table.lastSource()) < 0;
		}
		return item instanceof ScriptItem.NewType made && made.type().source().compareTo(table.lastSource()) < 0;
	}

}
