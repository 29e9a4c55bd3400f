package io.github.versionedschema.plan.draft.column;

import io.github.versionedschema.plan.text.ColumnType;
import org.jspecify.annotations.Nullable;

/**
 * The new values of a column that only the newer version uses.
 *
 * @param type the column's type from then on
 * @param up computes them
 * @param dropsDefault whether the column has a default until then, which may not fit the
 * type
 * @param defaultSql the default that it keeps, or null
 */
public record NewValues(ColumnType type, Expression up, boolean dropsDefault, @Nullable String defaultSql) {

}
