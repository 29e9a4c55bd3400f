package io.github.versionedschema.plan.check.script;

import java.util.ArrayList;
import java.util.List;

import io.github.versionedschema.plan.draft.ScriptItem;
import io.github.versionedschema.plan.draft.type.TypeDefinition;
import io.github.versionedschema.plan.text.SqlWords;

/**
 * Moves types before the tables that may use them, so that abort drops tables first. A
 * type stays behind what it may itself need: user SQL, other types, and new tables that
 * it names. An enum needs nothing.
 */
final class TypesFirst {

	private TypesFirst() {
	}

	static List<ScriptItem> of(List<ScriptItem> script) {
		List<ScriptItem> ordered = new ArrayList<>();
		for (ScriptItem item : script) {
			int place = ordered.size();
			while (isType(item) && place > 0 && !needs(item, ordered.get(place - 1))) {
				place--;
			}
			ordered.add(place, item);
		}
		return ordered;
	}

	private static boolean isType(ScriptItem item) {
		return item instanceof ScriptItem.NewType || item instanceof ScriptItem.NewValue
				|| item instanceof ScriptItem.OtherType;
	}

	private static boolean needs(ScriptItem item, ScriptItem before) {
		if (before instanceof ScriptItem.UserSql sql) {
			return !sql.onComplete() && !isEnum(item);
		}
		return isType(before) || needsTable(item, List.of(before));
	}

	/** Returns whether a type names one of the new tables among some items. */
	static boolean needsTable(ScriptItem item, List<ScriptItem> before) {
		return item instanceof ScriptItem.NewType type && before.stream()
			.anyMatch((other) -> other instanceof ScriptItem.NewTable table && type.type()
				.definition()
				.types()
				.stream()
				.anyMatch((part) -> SqlWords.of(part).mentions(table.physicalName())));
	}

	private static boolean isEnum(ScriptItem item) {
		return item instanceof ScriptItem.OtherType || (item instanceof ScriptItem.NewType type
				&& type.type().definition() instanceof TypeDefinition.OfEnum);
	}

}
