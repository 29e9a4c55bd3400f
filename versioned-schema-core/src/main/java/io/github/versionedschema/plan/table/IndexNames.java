package io.github.versionedschema.plan.table;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import io.github.versionedschema.schema.Identifier;
import io.github.versionedschema.schema.Index;
import io.github.versionedschema.schema.Partition;
import io.github.versionedschema.schema.Table;

/**
 * Writes the statements that rename indexes of a table, and with them those of its
 * partitions.
 */
public final class IndexNames {

	private final String base;

	private final Table source;

	/**
	 * Creates the names of a table's indexes.
	 * @param base the schema of the table
	 */
	public IndexNames(String base, Table source) {
		this.base = base;
		this.source = source;
	}

	/**
	 * Returns the statements that rename a copy, and its partitions' indexes, to the
	 * names of the original index.
	 */
	public List<String> rename(String copy, Index original) {
		List<String> statements = new ArrayList<>();
		statements.add(rename("", this.base, copy, original.name()));
		statements.addAll(inPartitions(this.source, copy, (partition) -> in(partition, original)));
		return statements;
	}

	/** Returns the name of an index in a partition, also in one that it does not have. */
	public static String in(Partition partition, Index original) {
		return original.parts()
			.stream()
			.filter((part) -> part.schema().equals(partition.schema()) && part.table().equals(partition.name()))
			.findFirst()
			.map(Index.Part::name)
			.orElseGet(() -> in(partition, original.name()));
	}

	/** Returns the statements that rename the indexes of partitions. */
	public static List<String> inPartitions(Table source, String from, String to) {
		return inPartitions(source, from, (partition) -> in(partition, to));
	}

	private static List<String> inPartitions(Table source, String from, Function<Partition, String> to) {
		if (source.kind() != Table.Kind.PARTITIONED) {
			return List.of();
		}
		// Partitions may have been dropped since the index was built.
		return source.partitions()
			.stream()
			.map((partition) -> rename("IF EXISTS ", partition.schema(), in(partition, from), to.apply(partition)))
			.toList();
	}

	private static String rename(String ifExists, String schema, String from, String to) {
		return "ALTER INDEX %s%s RENAME TO %s".formatted(ifExists, Identifier.qualified(schema, from),
				Identifier.quote(to));
	}

	/** Returns the name that this library gives to an index in a partition. */
	public static String in(Partition partition, String index) {
		return Identifier.truncatedWithHash(partition.name() + "_" + index);
	}

}
