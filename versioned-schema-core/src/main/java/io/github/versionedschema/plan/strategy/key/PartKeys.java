package io.github.versionedschema.plan.strategy.key;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.github.versionedschema.plan.Phase;
import io.github.versionedschema.plan.ddl.PartKeyNames;
import io.github.versionedschema.plan.draft.NewForeignKey;
import io.github.versionedschema.plan.draft.SharedTable;
import io.github.versionedschema.plan.draft.TableDraft;
import io.github.versionedschema.plan.sync.Scope;
import io.github.versionedschema.plan.table.Steps;
import io.github.versionedschema.plan.table.TableWork;
import io.github.versionedschema.schema.ForeignKey;
import io.github.versionedschema.schema.Table;

/**
 * Writes the steps that name the keys to single partitions of new foreign keys that
 * reference a partitioned table. Their columns may have had other names when the keys
 * were added, also because of an earlier version that was live then.
 */
final class PartKeys {

	private final Scope scope;

	private final KeyTables tables;

	private final Map<String, List<String>> origins = new LinkedHashMap<>();

	PartKeys(Scope scope, KeyTables tables, List<NewForeignKey> added, List<TableWork> works) {
		this.scope = scope;
		this.tables = tables;
		added.stream()
			.filter((key) -> isPartitioned(key.referenced()))
			.forEach((key) -> add(key.table(), List.of(key.source().toString())));
		tables.keys()
			.stream()
			.filter((key) -> !tables.partitions(key.toTable()).isEmpty())
			.forEach((key) -> add(works, key));
	}

	private static boolean isPartitioned(TableDraft table) {
		return table instanceof SharedTable shared && shared.source().kind() == Table.Kind.PARTITIONED;
	}

	private void add(List<TableWork> works, ForeignKey key) {
		works.stream()
			.filter((work) -> this.tables.isOf(work, key))
			.forEach((work) -> add(work.table(), this.tables.origin(key)));
	}

	private void add(TableDraft table, List<String> origin) {
		this.origins.merge(table.requiredName(), origin,
				(one, other) -> Stream.concat(one.stream(), other.stream()).distinct().toList());
	}

	void writeNames(Steps steps) {
		this.origins.forEach((table, origin) -> steps
			.add("finish." + table + ".part_keys", Phase.FINISH,
					"name foreign keys of %s to partitions".formatted(table))
			.on(table)
			.locking("ACCESS EXCLUSIVE on " + table)
			.from(origin)
			.runs(Steps.exclusively(this.scope.table(table), PartKeyNames.follow(this.scope.table(table)))));
	}

}
