package io.github.versionedschema.plan.strategy.key;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.versionedschema.plan.Action;
import io.github.versionedschema.plan.TableLock;
import io.github.versionedschema.plan.table.ForeignKeySql;
import io.github.versionedschema.plan.table.Steps;
import io.github.versionedschema.schema.Partition;

/**
 * Writes the steps that add a foreign key and validate it.
 */
final class ForeignKeySteps {

	private final KeyTables tables;

	ForeignKeySteps(KeyTables tables) {
		this.tables = tables;
	}

	/**
	 * PostgreSQL cannot add a foreign key to a partitioned table without a scan.
	 * Therefore, each partition gets its own key first, which is then attached to the key
	 * of the partitioned table.
	 * @param validated whether there are no rows to validate
	 */
	void writeAdd(Steps steps, KeyPlace place, ForeignKeySql sql, boolean validated) {
		List<Partition> partitions = validated ? List.of()
				: this.tables.partitions(place.referencing()).stream().filter(Partition::leaf).toList();
		for (Partition partition : partitions) {
			writeOne(steps, place, sql.on(partition.sql()), place.id() + "." + partition.name(), false);
		}
		writeOne(steps, place, sql, place.id(), validated || !partitions.isEmpty());
	}

	private void writeOne(Steps steps, KeyPlace place, ForeignKeySql sql, String id, boolean validated) {
		writeKey(steps, place, sql, id, !validated);
		if (!validated) {
			steps.add("validate." + id + "." + sql.name(), place.phase(), "validate " + place.what())
				.on(place.referencing())
				.locking("SHARE UPDATE EXCLUSIVE on %s, ROW SHARE on %s".formatted(place.referencing(),
						place.referenced()))
				.scanning()
				.from(place.origin())
				.runs(Steps.transaction(sql.validate()));
		}
	}

	void writeKey(Steps steps, KeyPlace place, ForeignKeySql sql, String id, boolean notValid) {
		steps.add("foreign_key." + id + "." + sql.name(), place.phase(), "add " + place.what())
			.on(place.referencing())
			.locking("SHARE ROW EXCLUSIVE on " + Stream.of(place.referencing(), place.referenced())
				.distinct()
				.collect(Collectors.joining(" and ")))
			.from(place.origin())
			.undoneBy(new Action.Transaction(sql.locks(TableLock.Mode.ACCESS_EXCLUSIVE), List.of(sql.drop())))
			.runs(new Action.Transaction(sql.locks(TableLock.Mode.SHARE_ROW_EXCLUSIVE), List.of(sql.add(!notValid))));
	}

	/** Returns the partitions of a table, at any depth. */
	Stream<Partition> partitions(String table) {
		return this.tables.partitions(table).stream();
	}

}
