package io.github.versionedschema.plan.draft.type;

import java.util.List;
import java.util.Map;

import io.github.versionedschema.migration.place.Source;
import io.github.versionedschema.schema.SchemaType;

/**
 * An enum whose values differ between the versions. Until complete, the newer version has
 * an enum of its own, in its version schema.
 *
 * @param source the enum of the older version
 * @param schema the schema of the newer version
 * @param values the values of the newer version, in order
 * @param renamed the names of these values in the newer version, by those in the older
 * @param operation the operation
 */
public record ReplacedType(SchemaType source, String schema, List<String> values, Map<String, String> renamed,
		Source operation) {

	public ReplacedType {
		values = List.copyOf(values);
		renamed = Map.copyOf(renamed);
	}

	/** Returns its name. */
	public String name() {
		return this.source.name();
	}

}
