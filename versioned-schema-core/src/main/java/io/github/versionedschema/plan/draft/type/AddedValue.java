package io.github.versionedschema.plan.draft.type;

import io.github.versionedschema.migration.model.type.NewValue;
import io.github.versionedschema.migration.place.Source;

/**
 * A value that the chain adds to an enum. All versions have it from expand on, and abort
 * cannot remove it.
 *
 * @param type the name of the enum
 * @param value the value
 * @param source the operation
 */
public record AddedValue(String type, NewValue value, Source source) {

}
