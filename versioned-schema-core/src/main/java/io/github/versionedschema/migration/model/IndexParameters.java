package io.github.versionedschema.migration.model;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * How the index of a constraint is stored.
 *
 * @param tablespace where it is kept
 * @param storageParameters the SQL list of its storage parameters
 * @param includeColumns columns that it carries beside its key
 */
public record IndexParameters(@Nullable String tablespace, @Nullable String storageParameters,
		@Defaulted List<String> includeColumns) {

	public IndexParameters {
		includeColumns = (includeColumns != null) ? List.copyOf(includeColumns) : List.of();
	}

}
