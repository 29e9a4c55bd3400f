package io.github.versionedschema.plan.draft.type;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import io.github.versionedschema.plan.draft.column.ColumnDraft;
import io.github.versionedschema.plan.text.ComparedConstants;
import io.github.versionedschema.plan.text.PrintedEnum;
import io.github.versionedschema.schema.Column;
import io.github.versionedschema.schema.Identifier;

/**
 * Expressions over a table of the older version as the newer version means them: with the
 * enums that it has for itself until complete, and with constants of the types that
 * replaced columns have.
 */
public final class NewerDefinitions {

	private final List<ReplacedType> enums;

	private final TypeDrafts types;

	private final List<ComparedConstants> constants;

	/**
	 * Creates the definitions of a table.
	 * @param types the types of the chain
	 * @param replacements the table's columns that replace others
	 */
	public NewerDefinitions(TypeDrafts types, Collection<ColumnDraft> replacements) {
		this.enums = List.copyOf(types.replaced());
		this.types = types;
		this.constants = replacements.stream().flatMap((column) -> constants(types, column).stream()).toList();
	}

	private Optional<ComparedConstants> constants(TypeDrafts types, ColumnDraft column) {
		Column ancestor = Objects.requireNonNull(column.ancestor());
		boolean before = ancestor.typeKind() == Column.TypeKind.ENUM;
		String now = types.enumOf(column.type());
		if (!before && now != null && ComparedConstants.isText(ancestor.type())) {
			return Optional.of(ComparedConstants.ofText(ancestor.name(), types.places().newerSchemaOf(now), now));
		}
		return (before && now == null && ComparedConstants.isText(column.type()))
				? Optional.of(ComparedConstants.ofEnum(ancestor.name(), newer(ancestor.type()))) : Optional.empty();
	}

	/** Returns an enum, or an array of it, as expressions name it after replacements. */
	private String newer(String type) {
		return this.enums.stream()
			.filter((replaced) -> this.types.places().isOf(type, replaced.name()))
			.map((replaced) -> Identifier.qualified(replaced.schema(), replaced.name())
					+ (type.endsWith("[]") ? "[]" : ""))
			.findFirst()
			.orElse(type);
	}

	/**
	 * Returns an expression that PostgreSQL printed for the older version, as the newer
	 * version means it. A value that the newer version does not have remains.
	 */
	public String in(String printed) {
		String now = printed;
		for (ReplacedType type : this.enums) {
			now = new PrintedEnum(this.types.places().schemaOf(type.name()), type.name()).replacedBy(now,
					Identifier.qualified(type.schema(), type.name()),
					(value) -> type.renamed().getOrDefault(value, value));
		}
		for (ComparedConstants some : this.constants) {
			now = some.in(now);
		}
		return now;
	}

}
