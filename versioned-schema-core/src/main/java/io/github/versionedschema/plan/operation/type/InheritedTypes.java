package io.github.versionedschema.plan.operation.type;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.versionedschema.migration.place.Source;
import io.github.versionedschema.plan.draft.SchemaDraft;
import io.github.versionedschema.plan.draft.type.ReplacedType;
import io.github.versionedschema.plan.name.Names;
import io.github.versionedschema.plan.rejection.Rejection;
import io.github.versionedschema.schema.SchemaType;

/**
 * Enums that the older version has for itself until complete. The newer one gets its own
 * with the same values, as its clients would find the enum of the oldest version under
 * the name.
 */
public final class InheritedTypes {

	private final SchemaDraft schema;

	private final String version;

	/**
	 * Creates the types.
	 * @param version the older version
	 */
	public InheritedTypes(SchemaDraft schema, String version) {
		this.schema = schema;
		this.version = version;
	}

	/**
	 * Replaces the types in all columns.
	 * @param changed the types whose values the chain changes itself
	 * @param operation the first operation
	 * @return why types cannot be replaced
	 */
	public List<Rejection> replace(Set<String> changed, Source operation) {
		List<Rejection> rejections = new ArrayList<>();
		for (SchemaType type : this.schema.types().ofOlderVersion()) {
			if (!changed.contains(type.name())) {
				try {
					replace(type, operation);
				}
				catch (Rejection ex) {
					ex.all().forEach((why) -> rejections.add(rejection(type, why)));
				}
			}
		}
		return rejections;
	}

	private void replace(SchemaType type, Source operation) {
		ReplacedType own = new ReplacedType(type, this.schema.newSchema(), type.values(), Map.of(), operation);
		this.schema.types().replace(own);
		new TypeReplacement(this.schema, own, null, null).apply();
		this.schema.note(
				"Version \"%s\" has an enum %s of its own until complete, so this version gets one, too: the rows of all tables that use it are filled. Complete before the next expand to avoid this."
					.formatted(this.version, Names.shown(type.name())),
				operation);
	}

	private Rejection rejection(SchemaType type, Rejection why) {
		return new Rejection(
				"Version \"%s\" has an enum %s of its own until complete, so this version needs one, too. %s"
					.formatted(this.version, Names.shown(type.name()), why.getMessage()),
				"Complete to version \"%s\" first.".formatted(this.version));
	}

}
