package io.github.versionedschema.migration;

import io.github.versionedschema.migration.place.Source;
import org.jspecify.annotations.Nullable;

/**
 * An operation and where it was written.
 *
 * @param operation the operation
 * @param source its place in the file
 * @param description what its author says about it, if anything
 */
public record SourcedOperation(Operation operation, Source source, @Nullable String description) {

	public SourcedOperation(Operation operation, Source source) {
		this(operation, source, null);
	}

}
