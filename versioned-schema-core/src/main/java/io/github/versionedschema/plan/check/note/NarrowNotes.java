package io.github.versionedschema.plan.check.note;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.versionedschema.migration.lint.LintRule;
import io.github.versionedschema.plan.Finding;
import io.github.versionedschema.plan.draft.column.ColumnDraft;
import io.github.versionedschema.plan.draft.column.Derivation;
import io.github.versionedschema.plan.draft.column.Derivation.Direction;
import io.github.versionedschema.plan.draft.column.Expression;
import io.github.versionedschema.plan.table.TableWork;
import io.github.versionedschema.schema.Identifier;

/**
 * Reports columns whose type changes and whose values the older version sees unchanged.
 * Until complete, the newer version cannot write values that do not fit the old type.
 * Values are not truncated or rounded unless "down" does so, as an old client that writes
 * the row back would store the truncated value for both versions.
 */
final class NarrowNotes {

	private static final Pattern LENGTH = Pattern.compile("(?:character varying|varchar|character|char)\\((\\d+)\\)",
			Pattern.CASE_INSENSITIVE);

	private final TableWork work;

	NarrowNotes(TableWork work) {
		this.work = work;
	}

	List<Finding> findings() {
		return this.work.table().derivations().stream().filter(NarrowNotes::isNarrow).map(this::finding).toList();
	}

	private static boolean isNarrow(Derivation down) {
		if (down.direction() != Direction.DOWN || down.expression().arguments().size() != 1) {
			return false;
		}
		Expression expression = down.expression();
		ColumnDraft newer = expression.arguments().get(0).column();
		String name = expression.arguments().get(0).name();
		boolean unchanged = List.of(name, Identifier.quote(name)).contains(expression.sql().strip());
		return unchanged && newer.replaces() == down.target() && !newer.hasType(down.target().type());
	}

	private Finding finding(Derivation down) {
		ColumnDraft newer = down.expression().arguments().get(0).column();
		return Finding.of(LintRule.LIMITS_NEW_VALUES, down.expression().source(),
				"Table \"%s\": until complete, the newer version can write only values of column \"%s\" that fit %s, the type of the older version: others fail."
					.formatted(this.work.name(), newer, down.target().type()),
				"Give \"down\" if the newer version writes other values before: it says what the older version sees instead%s."
					.formatted(example(newer, down.target().type())));
	}

	private static String example(ColumnDraft newer, String type) {
		Matcher length = LENGTH.matcher(type);
		return length.matches()
				? ", for example left(%s, %s)".formatted(Identifier.quote(newer.requiredName()), length.group(1)) : "";
	}

}
