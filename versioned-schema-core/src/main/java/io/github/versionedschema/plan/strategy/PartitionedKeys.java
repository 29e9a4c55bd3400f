package io.github.versionedschema.plan.strategy;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

import io.github.versionedschema.plan.Phase;
import io.github.versionedschema.plan.sync.IndexCopies;
import io.github.versionedschema.plan.table.IndexBuild;
import io.github.versionedschema.plan.table.IndexNames;
import io.github.versionedschema.plan.table.Steps;
import io.github.versionedschema.plan.table.TableWork;
import io.github.versionedschema.schema.Constraint;
import io.github.versionedschema.schema.Identifier;
import io.github.versionedschema.schema.Index;
import io.github.versionedschema.schema.Table;

/**
 * Writes the primary keys and unique constraints of a partitioned table on replaced
 * columns. PostgreSQL gives a partitioned table a key without a scan if each partition
 * has that key already, and gives a partition a key without a scan from an index that
 * belongs to no index of the partitioned table. The copy of the index, with which newer
 * versions resolve conflicts until complete, cannot be used for that. So each partition
 * gets a second index.
 */
final class PartitionedKeys {

	private final TableWork work;

	private final IndexCopies copies;

	private final Table source;

	PartitionedKeys(TableWork work) {
		this.work = work;
		this.copies = work.indexes();
		this.source = work.table().source();
	}

	/** Returns whether it is the index of such a key. */
	boolean contains(Index index) {
		return this.source.kind() == Table.Kind.PARTITIONED && index.constraint() != null;
	}

	/** Writes the steps that build the second index of each partition. */
	void write(Steps steps, IndexBuild builds, Index index) {
		String name = name(index);
		builds.writeLeaves(steps, Phase.BUILD, "index." + name, name, "build the index of key " + index.constraint(),
				(on, own, concurrently) -> this.copies.create(index, on, own, concurrently));
	}

	/**
	 * Returns the statements that add the key when the replacements have the names of the
	 * replaced columns. A partition that was attached since gets its index now.
	 */
	List<String> add(Index index) {
		Constraint key = this.source.constraint(Objects.requireNonNull(index.constraint())).orElseThrow();
		String table = this.work.sqlName();
		String parts = this.source.leafPartitions()
			.stream()
			.map((partition) -> "(%s, %s, %s)".formatted(Identifier.literal(partition.sql()),
					Identifier.literal(IndexNames.in(partition, name(index))),
					Identifier.literal(IndexNames.in(partition, index))))
			.collect(Collectors.joining(", "));
		List<String> statements = new ArrayList<>();
		statements.add("DROP INDEX IF EXISTS " + this.work.scope().table(this.copies.copyName(index)));
		if (!parts.isEmpty()) {
			statements.add("DO " + Identifier.dollarQuoted(
					"""
							DECLARE
								_vs_part record;
							BEGIN
								FOR _vs_part IN
									SELECT part.* FROM (VALUES %1$s) AS part (name, index, key)
									JOIN pg_catalog.pg_partition_tree(%2$s::pg_catalog.regclass) AS tree
										ON tree.relid::oid OPERATOR(pg_catalog.=) pg_catalog.to_regclass(part.name)::oid
									JOIN pg_catalog.pg_index i ON i.indrelid OPERATOR(pg_catalog.=) tree.relid::oid AND i.indisvalid
									JOIN pg_catalog.pg_class c ON c.oid OPERATOR(pg_catalog.=) i.indexrelid
										AND c.relname::text OPERATOR(pg_catalog.=) part.index
								LOOP
									EXECUTE pg_catalog.format('ALTER TABLE %%s ADD CONSTRAINT %%I %3$s USING INDEX %%I',
										_vs_part.name, _vs_part.key, _vs_part.index);
								END LOOP;
							END
							"""
						.formatted(parts, Identifier.literal(table), index.primary() ? "PRIMARY KEY" : "UNIQUE")));
		}
		statements.add("ALTER TABLE %s ADD CONSTRAINT %s %s%s%s".formatted(table, Identifier.quote(key.name()),
				key.definition(),
				index.storageParameters().isEmpty() ? ""
						: " WITH (" + String.join(", ", index.storageParameters()) + ")",
				(index.tablespace() != null) ? " USING INDEX TABLESPACE " + Identifier.quote(index.tablespace()) : ""));
		return statements;
	}

	private String name(Index index) {
		return Identifier.truncatedWithHash(this.copies.copyName(index) + "_key");
	}

}
