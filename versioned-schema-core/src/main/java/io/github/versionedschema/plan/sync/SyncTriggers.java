package io.github.versionedschema.plan.sync;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import io.github.versionedschema.plan.draft.column.ColumnDraft;

/**
 * Determines in which direction and when values of a group are computed (see DESIGN, "who
 * is writing"). The changed columns decide; the version of the client decides only if
 * columns of both changed.
 *
 * <p>
 * {@code down} runs before the user's triggers and {@code up} after them, so that it sees
 * their changes. {@code up} does nothing if the old columns match the values computed
 * from the new ones: either {@code down} has just computed them, or both versions agree.
 * So the second trigger does not depend on the first one.
 */
public final class SyncTriggers {

	/** Set only by the transactions of the backfill. */
	public static final String NOT_BACKFILL = "coalesce(pg_catalog.current_setting('versioned_schema.backfill', true) OPERATOR(pg_catalog.<>) 'on', true)";

	private final Scope scope;

	private final Group group;

	private final String upFunction;

	private final String downFunction;

	private final boolean computesAgain;

	private final boolean userTriggers;

	private final boolean partitioned;

	/**
	 * Creates the rules of a group.
	 * @param userTriggers whether the table has user row triggers that may change a row
	 * between the sync triggers
	 * @param partitioned whether rows of the table may move to another partition
	 */
	public SyncTriggers(Scope scope, Group group, SyncTriggerFunctions functions, boolean userTriggers,
			boolean partitioned) {
		this.scope = scope;
		this.group = group;
		this.upFunction = functions.upName();
		this.downFunction = functions.downName();
		this.computesAgain = functions.computesAgain();
		this.userTriggers = userTriggers;
		this.partitioned = partitioned;
	}

	/**
	 * Returns the triggers for the backfill: no client uses the newer version yet, so
	 * {@code up} runs after every write.
	 */
	public List<TriggerSql> whileFilling() {
		if (this.group.ups().isEmpty()) {
			return List.of();
		}
		return List.of(up("insert_1", "INSERT", NOT_BACKFILL, "always"),
				up("update_1", "UPDATE", NOT_BACKFILL, "always"));
	}

	/** Returns the triggers for writes of both versions. */
	List<TriggerSql> whileBothWrite() {
		return Stream.concat(downs().stream(), ups().stream()).toList();
	}

	/** Returns the triggers for writes of the newer version. */
	public List<TriggerSql> downs() {
		List<TriggerSql> triggers = new ArrayList<>();
		if (!this.group.downs().isEmpty()) {
			addInsertDowns(triggers);
			// A fill computes missing values from the old columns, which do not change.
			triggers.add(down("update", "UPDATE", updateDown() + " AND " + NOT_BACKFILL, "always"));
		}
		return triggers;
	}

	/** Returns the triggers for writes of the older version. */
	public List<TriggerSql> ups() {
		List<TriggerSql> triggers = new ArrayList<>();
		if (!this.group.ups().isEmpty()) {
			addInsertUps(triggers);
			addUpdateUps(triggers);
		}
		return triggers;
	}

	/**
	 * A row that moves to another partition is inserted there with the values of both
	 * versions, and keeps them if they match. A row that the older version moves may
	 * contain nulls and defaults.
	 */
	private void addInsertDowns(List<TriggerSql> triggers) {
		String newGiven = Rows.someNotNull(this.group.newColumnsGiven());
		String oldGiven = Rows.someGiven(this.group.oldColumns());
		String onlyNew = "NOT %s AND (%s OR %s)".formatted(oldGiven, side(), newGiven);
		String both = "%s AND %s AND %s".formatted(side(), newGiven, oldGiven);
		if (this.group.isComparableByUps() && this.partitioned && this.group.mayLookUngiven()) {
			triggers.add(down("insert_1", "INSERT", "NOT %s AND %s".formatted(oldGiven, side()), "always"));
			triggers.add(down("insert_2", "INSERT",
					"(%s) OR (NOT (%s) AND %s AND NOT %s)".formatted(both, side(), newGiven, oldGiven),
					"if_different"));
		}
		else if (this.group.isComparableByUps()) {
			triggers.add(down("insert_1", "INSERT", onlyNew, "always"));
			triggers.add(down("insert_2", "INSERT", both, "if_different"));
		}
		else {
			triggers.add(down("insert_1", "INSERT", "(%s) OR (%s)".formatted(onlyNew, both), "always"));
		}
	}

	/**
	 * When the older version moves a row to another partition, user triggers see it
	 * twice. Values that follow from the row are removed before they see it again, so
	 * that they are computed from what these triggers make of it.
	 */
	private void addInsertUps(List<TriggerSql> triggers) {
		String newGiven = Rows.someNotNull(this.group.newColumnsGiven());
		String oldGiven = Rows.someGiven(this.group.oldColumns());
		if (this.computesAgain) {
			triggers.add(TriggerSql.before(this.scope.firstTrigger("%02d_up_forget".formatted(this.group.number())),
					"INSERT", "NOT (%s) AND %s".formatted(side(), newGiven), this.upFunction, List.of("forget")));
		}
		if (this.group.isDecidedByDowns()) {
			triggers.add(up("insert_1", "INSERT", "NOT (%s) AND NOT %s".formatted(side(), newGiven), "always"));
			triggers.add(up("insert_2", "INSERT", "(%s AND (%s OR NOT (%s))) OR (%s AND NOT %s AND %s)"
				.formatted(newGiven, this.userTriggers, side(), side(), newGiven, oldGiven), "if_different"));
		}
		else {
			triggers.add(up("insert_1", "INSERT", "(NOT %s AND (NOT (%s) OR %s)) OR (%s AND %s AND NOT (%s))"
				.formatted(newGiven, side(), oldGiven, newGiven, oldGiven, side()), "always"));
		}
	}

	private String updateDown() {
		String newChanged = Rows.changed(this.group.newColumns());
		String oldChanged = Rows.changed(this.group.oldColumns());
		String sharedChanged = Rows.changed(this.group.sharedDownColumns());
		return "CASE WHEN %s THEN %s OR (%s AND NOT (%s)) ELSE %s AND NOT (%s) END".formatted(side(), newChanged,
				sharedChanged, oldChanged, newChanged, oldChanged);
	}

	private void addUpdateUps(List<TriggerSql> triggers) {
		String newChanged = Rows.changed(this.group.newColumns());
		String oldChanged = Rows.changed(this.group.oldColumns());
		List<ColumnDraft> shared = this.group.sharedUpColumns();
		String sharedOnly = "(NOT (%s) AND %s AND NOT (%s))".formatted(side(), Rows.changed(shared), newChanged);
		if (this.group.isDecidedByDowns()) {
			if (!shared.isEmpty()) {
				triggers.add(up("update_1", "UPDATE", sharedOnly, "always"));
			}
			// A user trigger may also revert the changes of {@code down}.
			String oldMayDiffer = this.userTriggers ? "(%s OR %s)".formatted(oldChanged, newChanged)
					: "%s AND (NOT (%s) OR NOT (%s))".formatted(oldChanged, newChanged, side());
			triggers.add(up("update_2", "UPDATE", oldMayDiffer + (shared.isEmpty() ? "" : " AND NOT " + sharedOnly),
					"if_different"));
		}
		else {
			triggers.add(up("update_1", "UPDATE",
					"(%s AND (NOT (%s) OR NOT (%s))) OR %s".formatted(oldChanged, newChanged, side(), sharedOnly),
					"always"));
		}
	}

	public Group group() {
		return this.group;
	}

	/** Returns every trigger that may exist, in order to drop it. */
	public List<TriggerSql> all() {
		List<TriggerSql> all = new ArrayList<>(whileBothWrite());
		for (TriggerSql filling : whileFilling()) {
			if (all.stream().noneMatch((trigger) -> trigger.name().equals(filling.name()))) {
				all.add(filling);
			}
		}
		return all;
	}

	/** Returns the triggers of the first set that the second set does not replace. */
	public List<TriggerSql> obsolete() {
		List<String> kept = whileBothWrite().stream().map(TriggerSql::name).toList();
		return whileFilling().stream().filter((trigger) -> !kept.contains(trigger.name())).toList();
	}

	private String side() {
		return this.scope.isNewSide();
	}

	private TriggerSql up(String purpose, String event, String when, String mode) {
		return TriggerSql.before(this.scope.lastTrigger("%02d_up_%s".formatted(this.group.number(), purpose)), event,
				when, this.upFunction, List.of(mode));
	}

	private TriggerSql down(String purpose, String event, String when, String mode) {
		return TriggerSql.before(this.scope.firstTrigger("%02d_down_%s".formatted(this.group.number(), purpose)), event,
				when, this.downFunction, List.of(mode));
	}

}
