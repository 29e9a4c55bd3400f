package io.github.versionedschema.plan.table;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

import io.github.versionedschema.plan.draft.column.Expression;
import io.github.versionedschema.plan.sync.DefaultTriggers;
import io.github.versionedschema.plan.sync.SyncTriggers;
import io.github.versionedschema.plan.sync.TriggerSql;
import io.github.versionedschema.plan.sync.TriggersOfBoth;

/**
 * Writes the triggers of a table that two versions use: first those for the backfill,
 * then those for writes of both versions.
 */
public final class TableTriggers {

	private final String table;

	private final List<SyncTriggers> groups;

	private final DefaultTriggers defaults;

	private final List<TriggersOfBoth> ofBoth;

	/**
	 * Creates the triggers of a table.
	 * @param table the table, as written in SQL
	 */
	TableTriggers(String table, List<SyncTriggers> groups, DefaultTriggers defaults, List<TriggersOfBoth> ofBoth) {
		this.table = table;
		this.groups = groups;
		this.defaults = defaults;
		this.ofBoth = ofBoth;
	}

	public List<String> createWhileFilling() {
		return TriggerSql.create(this.table,
				Stream
					.concat(this.groups.stream().flatMap((group) -> group.whileFilling().stream()),
							this.defaults.triggers().stream())
					.toList());
	}

	/**
	 * Returns the statements that create the triggers which have no effect until clients
	 * use the newer version, and so can be created before the others are switched.
	 */
	public List<String> createDowns() {
		return TriggerSql.create(this.table, downs().toList());
	}

	/**
	 * Returns the statements that drop the triggers which only writes of the older
	 * version need.
	 */
	public List<String> dropObsolete() {
		return Stream
			.concat(this.groups.stream().flatMap((group) -> group.obsolete().stream()),
					this.defaults.triggers().stream())
			.map((trigger) -> trigger.drop(this.table))
			.toList();
	}

	/** Returns the statements that create the triggers for writes of both versions. */
	public List<String> createForBoth() {
		return TriggerSql.create(this.table, Stream.concat(ups(), ofBoth()).toList());
	}

	/** Returns the triggers that are active while clients use both sides. */
	public List<TriggerSql> ofBothSides() {
		return Stream.of(downs(), ups(), ofBoth()).flatMap(Function.identity()).toList();
	}

	/** Returns the statements that drop those which compute some expressions. */
	public List<String> drop(Predicate<Expression> some) {
		return this.groups.stream()
			.filter((group) -> group.group().computes(some))
			.flatMap((group) -> group.all().stream())
			.map((trigger) -> trigger.drop(this.table))
			.toList();
	}

	public List<String> drop() {
		List<String> statements = new ArrayList<>();
		this.groups.forEach((group) -> group.all().forEach((trigger) -> statements.add(trigger.drop(this.table))));
		this.defaults.triggers().forEach((trigger) -> statements.add(trigger.drop(this.table)));
		ofBoth().forEach((trigger) -> statements.add(trigger.drop(this.table)));
		return statements;
	}

	private Stream<TriggerSql> downs() {
		return this.groups.stream().flatMap((group) -> group.downs().stream());
	}

	private Stream<TriggerSql> ups() {
		return this.groups.stream().flatMap((group) -> group.ups().stream());
	}

	private Stream<TriggerSql> ofBoth() {
		return this.ofBoth.stream().flatMap((some) -> some.triggers().stream());
	}

}
