package io.github.versionedschema.plan.strategy;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import io.github.versionedschema.plan.ddl.Successors;
import io.github.versionedschema.plan.sync.IndexCopies;
import io.github.versionedschema.plan.table.IndexBuild;
import io.github.versionedschema.plan.table.Steps;
import io.github.versionedschema.plan.table.TableWork;
import io.github.versionedschema.schema.Identifier;
import io.github.versionedschema.schema.Index;
import io.github.versionedschema.schema.Partition;
import io.github.versionedschema.schema.PartitionObject;

/**
 * Copies what single partitions have for a replaced column. Partitions may be dropped or
 * detached before complete.
 */
final class PartitionCopies {

	private final TableWork work;

	private final IndexCopies copies;

	PartitionCopies(TableWork work) {
		this.work = work;
		this.copies = work.indexes();
	}

	/** Writes the steps that build the indexes. */
	void write(Steps steps, IndexBuild builds) {
		for (PartitionObject object : this.copies.inPartitions()) {
			Index index = object.index();
			if (index != null) {
				builds.writeIn(steps, partition(object),
						"partition.%s.index.%s".formatted(this.work.name(), index.name()), this.copies.copyName(index),
						"copy index " + index.name(),
						(on, name, concurrently) -> this.copies.create(index, on, name, concurrently));
			}
		}
	}

	/** Returns the statements that drop the indexes of the old columns. */
	List<String> drop() {
		return this.copies.inPartitions()
			.stream()
			.filter((object) -> object.index() != null)
			.map((object) -> "DROP INDEX IF EXISTS " + name(object, Objects.requireNonNull(object.index()).name()))
			.toList();
	}

	/** Returns the statements that run when the replacements have the old names. */
	List<String> add() {
		List<String> statements = new ArrayList<>();
		for (PartitionObject object : this.copies.inPartitions()) {
			List<String> some = new ArrayList<>(object.recreation());
			Index index = object.index();
			if (index != null) {
				some.add("ALTER INDEX IF EXISTS %s RENAME TO %s".formatted(name(object, this.copies.copyName(index)),
						Identifier.quote(index.name())));
			}
			statements.add("DO " + Identifier.dollarQuoted("""
					BEGIN
						IF EXISTS (SELECT FROM pg_catalog.pg_partition_tree(pg_catalog.to_regclass(%s)) part
							WHERE part.relid OPERATOR(pg_catalog.=) pg_catalog.to_regclass(%s)) THEN
							%s;
						END IF;
					END
					""".formatted(Identifier.literal(this.work.sqlName()), Identifier.literal(partition(object).sql()),
					String.join(";\n", some))));
		}
		return statements;
	}

	/** Adds the indexes of the old columns. */
	void addTo(Successors successors) {
		for (PartitionObject object : this.copies.inPartitions()) {
			Index index = object.index();
			if (index != null) {
				successors.index(name(object, index.name()), index.storageParameters());
			}
		}
	}

	private static String name(PartitionObject object, String index) {
		return Identifier.qualified(partition(object).schema(), index);
	}

	private static Partition partition(PartitionObject object) {
		return Objects.requireNonNull(object.partition());
	}

}
