package io.github.versionedschema.schema;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * An object of a single partition that its partitioned table does not have: an index, a
 * constraint, or another property of a column.
 *
 * @param name its description, for example {@code unique index u on public.users_1}
 * @param columns the numbers of its columns in the partitioned table, ascending
 * @param partition the partition; null for an object that cannot be copied
 * @param index the index, with the numbers of the columns in the partitioned table, if it
 * is one that can be copied
 * @param recreation statements that give the property to another column of the name
 * @param ofType whether the statements fit only a column of the same type
 */
public record PartitionObject(String name, List<Integer> columns, @Nullable Partition partition, @Nullable Index index,
		List<String> recreation, boolean ofType) {

	public PartitionObject {
		columns = List.copyOf(columns);
		recreation = List.copyOf(recreation);
	}

	/**
	 * Returns whether the replacement of a column can get it.
	 * @param sameType whether the replacement has the type of the column
	 */
	public boolean isCopied(boolean sameType) {
		return this.index != null || (!this.recreation.isEmpty() && (sameType || !this.ofType));
	}

}
