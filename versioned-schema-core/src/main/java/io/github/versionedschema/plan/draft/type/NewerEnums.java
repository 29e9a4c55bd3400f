package io.github.versionedschema.plan.draft.type;

import java.util.List;

import io.github.versionedschema.plan.text.PrintedEnum;
import io.github.versionedschema.schema.Identifier;

/**
 * The enums that the newer version has for itself until complete.
 */
public final class NewerEnums {

	private final String base;

	private final String newSchema;

	private final List<ReplacedType> types;

	/**
	 * Creates the enums.
	 * @param base the schema of the older version's enums
	 * @param newSchema the schema of the newer version's enums
	 * @param types the enums
	 */
	public NewerEnums(String base, String newSchema, List<ReplacedType> types) {
		this.base = base;
		this.newSchema = newSchema;
		this.types = List.copyOf(types);
	}

	/**
	 * Returns an expression that PostgreSQL printed for the older version, as the newer
	 * version means it. A value that the newer version does not have remains.
	 */
	public String in(String printed) {
		String now = printed;
		for (ReplacedType type : this.types) {
			now = new PrintedEnum(this.base, type.name()).replacedBy(now,
					Identifier.qualified(this.newSchema, type.name()),
					(value) -> type.renamed().getOrDefault(value, value));
		}
		return now;
	}

}
