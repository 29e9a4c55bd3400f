package io.github.versionedschema.plan.sync;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.versionedschema.plan.draft.SharedTable;
import io.github.versionedschema.plan.draft.column.ColumnDraft;
import io.github.versionedschema.schema.Identifier;
import org.jspecify.annotations.Nullable;

/**
 * Marks rows in which the newer version wrote null while the older version has a value.
 * Without the mark, such a row looks like one that the sync triggers and the backfill
 * missed. No mark is needed if {@code down} writes all old columns, or if null is not
 * allowed. While both versions are live, the mark is a separate column, which takes no
 * space in unmarked rows.
 */
public final class GivenNulls implements TriggersOfBoth {

	private static final String FUNCTION = "given_null";

	private final Scope scope;

	private final SharedTable table;

	private final List<Group> groups;

	public GivenNulls(Scope scope, SharedTable table, List<Group> groups) {
		this.scope = scope;
		this.table = table;
		this.groups = groups.stream().filter(GivenNulls::isMarked).toList();
	}

	private static boolean isMarked(Group group) {
		return !group.upTargets().isEmpty() && !group.isComparableByDowns()
				&& group.upTargets().stream().noneMatch(ColumnDraft::notNull);
	}

	/** Returns the column, as written in SQL, or null for a group without one. */
	public @Nullable String mark(Group group) {
		return this.groups.contains(group) ? column(group) : null;
	}

	private String column(Group group) {
		// No temporary name of a user column is the same, as these have no number after a
		// dot.
		return Identifier.quote(this.scope.waitingName("null." + group.number()));
	}

	public List<String> addColumns() {
		return alter("ADD COLUMN %s boolean");
	}

	public List<String> dropColumns() {
		return alter("DROP COLUMN IF EXISTS %s");
	}

	private List<String> alter(String change) {
		if (this.groups.isEmpty()) {
			return List.of();
		}
		return List.of("ALTER TABLE IF EXISTS %s %s".formatted(this.scope.table(this.table.physicalName()),
				this.groups.stream().map(this::column).map(change::formatted).collect(Collectors.joining(", "))));
	}

	@Override
	public List<String> createFunctions() {
		return this.groups.stream()
			.flatMap((group) -> OwnFunction
				.ofTrigger(Scope.ours(function(group)), this.scope,
						"BEGIN\n\tNEW.%s := true;\n\tRETURN NEW;\nEND\n".formatted(column(group)))
				.stream())
			.toList();
	}

	@Override
	public List<String> dropFunctions() {
		return this.groups.stream().map((group) -> SyncFunctions.dropFunction(function(group))).toList();
	}

	private String function(Group group) {
		return this.scope.function(this.table.source().name(), FUNCTION + "." + group.number());
	}

	/**
	 * They fire after all others, which may still set a value. An update of a row without
	 * a value that sets none is not marked, as it may concern other columns, unless it
	 * changes what the value would be computed from.
	 */
	@Override
	public List<TriggerSql> triggers() {
		return this.groups.stream()
			.flatMap((group) -> Stream.of(trigger(group, "INSERT", "true"),
					trigger(group, "UPDATE",
							"(%s OR %s)".formatted(someNotNull("OLD", group), Rows.changed(group.sharedUpColumns())))))
			.toList();
	}

	private TriggerSql trigger(Group group, String event, String had) {
		return TriggerSql.before(this.scope.lastTrigger("null_%02d_%s".formatted(group.number(), event)), event,
				"%s AND NOT %s AND %s".formatted(this.scope.isNewSide(), someNotNull("NEW", group), had),
				Scope.ours(function(group)), List.of());
	}

	private static String someNotNull(String row, Group group) {
		return group.upTargets()
			.stream()
			.map((column) -> Rows.field(row, column) + " IS NOT NULL")
			.collect(Collectors.joining(" OR ", "(", ")"));
	}

}
