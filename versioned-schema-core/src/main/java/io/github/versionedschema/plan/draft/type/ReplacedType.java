package io.github.versionedschema.plan.draft.type;

import java.util.List;

import io.github.versionedschema.migration.place.Source;
import io.github.versionedschema.schema.SchemaType;

/**
 * An enum whose values differ between the versions. Until complete, the newer version has
 * an enum of its own, in its version schema.
 *
 * @param source the enum of the older version
 * @param values the values of the newer version, in order
 * @param operation the operation
 */
public record ReplacedType(SchemaType source, List<String> values, Source operation) {

	public ReplacedType {
		values = List.copyOf(values);
	}

	/** Returns its name. */
	public String name() {
		return this.source.name();
	}

}
