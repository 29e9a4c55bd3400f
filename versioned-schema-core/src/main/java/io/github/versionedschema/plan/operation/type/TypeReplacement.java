package io.github.versionedschema.plan.operation.type;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.versionedschema.migration.model.Change;
import io.github.versionedschema.plan.draft.SchemaDraft;
import io.github.versionedschema.plan.draft.ScriptItem;
import io.github.versionedschema.plan.draft.TableDraft;
import io.github.versionedschema.plan.draft.column.ColumnChange;
import io.github.versionedschema.plan.draft.column.ColumnDraft;
import io.github.versionedschema.plan.draft.type.ReplacedType;
import io.github.versionedschema.plan.draft.type.ValueMapping;
import io.github.versionedschema.plan.name.Names;
import io.github.versionedschema.plan.rejection.Rejection;
import io.github.versionedschema.plan.rejection.Rejections;
import io.github.versionedschema.plan.text.ColumnType;
import io.github.versionedschema.plan.text.PrintedEnum;
import io.github.versionedschema.schema.Identifier;
import io.github.versionedschema.schema.SchemaType;
import org.jspecify.annotations.Nullable;

/**
 * Gives the newer version an enum with other values, and replaces all columns of the
 * older one.
 */
public final class TypeReplacement {

	/** A constant as the server prints it, or as users write it. */
	private static final Pattern CONSTANT = Pattern.compile("(E?'(?:[^']|'')*')(?:::(.*))?", Pattern.DOTALL);

	private final SchemaDraft schema;

	private final ReplacedType type;

	private final TypeUses uses;

	private final @Nullable ValueMapping up;

	private final @Nullable ValueMapping down;

	/**
	 * Creates a replacement.
	 * @param type the enum
	 * @param up the value that the newer version does not have, or null
	 * @param down the value that the older version does not have, or null
	 */
	public TypeReplacement(SchemaDraft schema, ReplacedType type, @Nullable ValueMapping up,
			@Nullable ValueMapping down) {
		this.schema = schema;
		this.type = type;
		this.uses = new TypeUses(schema, type);
		this.up = up;
		this.down = down;
	}

	/**
	 * Replaces the type.
	 * @throws Rejection with all objects that cannot follow
	 */
	public void apply() {
		Rejections rejections = new Rejections();
		this.uses.withoutSuccessor().forEach((use) -> rejections.add(cannotFollow(use)));
		this.schema.script(new ScriptItem.OtherType(this.type));
		for (TableDraft table : List.copyOf(this.schema.tables())) {
			if (table.name() != null && !TypeUses.isPartition(table)) {
				table.visibleColumns()
					.stream()
					.filter(this.uses::isOfType)
					.forEach((column) -> rejections.attempt(() -> replace(table, column)));
			}
		}
		rejections.end();
	}

	private Rejection cannotFollow(SchemaType.Use use) {
		boolean rule = use.table() != null
				&& (use.kind() == SchemaType.Use.Kind.CONSTRAINT || use.kind() == SchemaType.Use.Kind.INDEX);
		return new Rejection(
				"Values of type %s change, and %s uses it.".formatted(Names.shown(this.type.name()), use.name()),
				rule ? "Drop it before this operation, and create it again after it, with the newer values."
						: "Drop it in a migration before this one, and create it again in a migration after this one.");
	}

	private void replace(TableDraft table, ColumnDraft column) {
		if (column.isGenerated()) {
			throw new Rejection(
					"Values of type %s change, and column %s of table %s, which uses it, is generated.".formatted(
							Names.shown(this.type.name()), Names.shown(column.name()), Names.shown(table.name())),
					null);
		}
		boolean array = column.type().endsWith("]");
		String newer = Identifier.qualified(this.type.schema(), this.type.name());
		String older = Identifier.qualified(this.schema.types().places().schemaOf(this.type.name()), this.type.name());
		String name = column.requiredName();
		TableDraft owner = this.schema.table(table.requiredName());
		owner.alterColumn(column,
				new ColumnChange(ColumnType.of(newer + (array ? "[]" : "")), null, defaultOf(table, column, array),
						Change.absent(), null, null, null, ValueMapping.expression(name, newer, array, this.up),
						ValueMapping.expression(name, older, array, this.down)),
				this.type.operation());
	}

	private Change defaultOf(TableDraft table, ColumnDraft column, boolean array) {
		String sql = column.filling().defaultSql();
		if (sql == null) {
			return Change.absent();
		}
		return (array ? array(sql.strip()) : constant(sql.strip()).map(this::newer)).map(Change::to)
			.orElseThrow(() -> new Rejection(
					"Values of type %s change, and the default of column %s of table %s may not be one of them."
						.formatted(Names.shown(this.type.name()), Names.shown(column.name()),
								Names.shown(table.name())),
					"Give the column another default, or none, with alter_column before this operation."));
	}

	/** Returns the value of a constant. */
	private Optional<String> constant(String sql) {
		Matcher constant = CONSTANT.matcher(sql);
		boolean known = constant.matches() && (constant.group(2) == null
				|| this.schema.types().places().isOf(constant.group(2), this.type.name()));
		return known ? Optional.of(PrintedEnum.text(constant.group(1))) : Optional.empty();
	}

	private String newer(String value) {
		return (this.up != null && value.equals(this.up.value())) ? this.up.instead() : Identifier.literal(value);
	}

	/** Returns an array of constants, none of which the newer version may lack. */
	private Optional<String> array(String sql) {
		Set<String> values = new HashSet<>();
		return PrintedEnum.textOfArray(sql).map((array) -> PrintedEnum.elements(array, (value) -> {
			values.add(value);
			return this.type.renamed().getOrDefault(value, value);
		}))
			.filter((array) -> this.up == null || !values.contains(this.up.value())
					|| this.type.renamed().containsKey(this.up.value()))
			.map(Identifier::literal);
	}

}
