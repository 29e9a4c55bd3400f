package io.github.versionedschema.migration.model;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The storage of a constraint's index.
 *
 * @param tablespace its tablespace
 * @param storageParameters the SQL list of its storage parameters
 * @param includeColumns columns that it includes in addition to its key
 */
public record IndexParameters(@Nullable String tablespace, @Nullable String storageParameters,
		@Defaulted List<String> includeColumns) {

	public IndexParameters {
		includeColumns = (includeColumns != null) ? List.copyOf(includeColumns) : List.of();
	}

}
