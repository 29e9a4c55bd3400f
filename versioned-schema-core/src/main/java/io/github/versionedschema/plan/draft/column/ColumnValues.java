package io.github.versionedschema.plan.draft.column;

import io.github.versionedschema.plan.text.ColumnType;
import org.jspecify.annotations.Nullable;

/**
 * A column whose values change.
 *
 * @param column the column
 * @param type its type from then on
 * @param up the SQL expression of its newer values; the column itself if null
 * @param down the SQL expression of its older values; the column itself if null
 */
public record ColumnValues(ColumnDraft column, ColumnType type, @Nullable String up, @Nullable String down) {

}
