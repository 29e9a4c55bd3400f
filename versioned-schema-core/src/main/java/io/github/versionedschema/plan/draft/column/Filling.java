package io.github.versionedschema.plan.draft.column;

import java.util.Objects;

import io.github.versionedschema.migration.model.Change;
import io.github.versionedschema.migration.model.ColumnDefinition;
import io.github.versionedschema.migration.model.Generated;
import io.github.versionedschema.migration.model.Identity;
import io.github.versionedschema.migration.place.Source;
import io.github.versionedschema.plan.text.ColumnType;
import io.github.versionedschema.plan.text.ConstantDefault;
import io.github.versionedschema.plan.text.SerialType;
import io.github.versionedschema.plan.text.TypeName;
import io.github.versionedschema.plan.text.TypedConstant;
import io.github.versionedschema.schema.Column;
import io.github.versionedschema.schema.Column.TypeKind;
import org.jspecify.annotations.Nullable;

/**
 * The source of values of a column in the newer version: its default, a generation
 * expression, an identity, or other columns.
 */
public final class Filling {

	private final boolean added;

	private final boolean serial;

	private final @Nullable Generated generated;

	private final @Nullable String firstDefaultSql;

	private @Nullable String defaultSql;

	private @Nullable Source defaultBy;

	private boolean defaultChanged;

	private boolean derived;

	private boolean addedEmpty;

	private @Nullable String sequence;

	private Filling(boolean added, boolean serial, @Nullable Generated generated, @Nullable String defaultSql) {
		this.added = added;
		this.serial = serial;
		this.generated = generated;
		this.firstDefaultSql = defaultSql;
		this.defaultSql = defaultSql;
	}

	/** Returns the source for an existing column. */
	public static Filling of(Column column) {
		return new Filling(false, false, null, column.defaultExpression());
	}

	/** Returns the source for a column that the chain adds. */
	public static Filling of(ColumnDefinition column, Source operation) {
		Filling filling = new Filling(true, SerialType.isSerial(column.type()), column.generated(),
				column.defaultValue());
		filling.defaultBy = operation;
		return filling;
	}

	/** Returns the source for the replacement of this column. */
	Filling ofReplacement(@Nullable Column replaced, ColumnType type) {
		String sql = (replaced != null && this.defaultSql != null) ? ofType(this.defaultSql, replaced, type)
				: this.defaultSql;
		Filling filling = new Filling(false, this.serial, null, sql);
		filling.defaultBy = this.defaultBy;
		filling.defaultChanged = this.defaultChanged;
		return filling;
	}

	/**
	 * Returns a default of an enum or a domain as one of another type. Otherwise it would
	 * be converted in every row, and the enum or domain could not be dropped.
	 */
	private static String ofType(String sql, Column replaced, ColumnType type) {
		boolean own = replaced.typeKind() == TypeKind.ENUM || replaced.typeKind() == TypeKind.DOMAIN;
		return (own && !type.name().equals(replaced.type()))
				? TypedConstant.of(sql, replaced.type()).map((constant) -> constant.as(type.name())).orElse(sql) : sql;
	}

	/** Returns the default in the newer version as SQL, or null for none. */
	public @Nullable String defaultSql() {
		return this.defaultSql;
	}

	/**
	 * Returns the default that the column was added with, or null for none. Existing rows
	 * and rows of the older version have its values, whatever later operations do.
	 */
	public @Nullable String firstDefaultSql() {
		return this.firstDefaultSql;
	}

	/**
	 * Returns the operation that set the default, or null for the default of the older
	 * version.
	 */
	public @Nullable Source defaultBy() {
		return this.defaultBy;
	}

	/**
	 * Returns whether the newer version's default differs from the older version's, or
	 * from the default that the column was added with.
	 */
	public boolean defaultChanged() {
		return this.defaultChanged;
	}

	/**
	 * Returns whether the newer version has the default. PostgreSQL prints a text with a
	 * cast to the column's type.
	 * @param sql the default, or null for none
	 * @param type the column's type
	 */
	public boolean hasDefault(@Nullable String sql, String type) {
		if (sql == null || this.defaultSql == null) {
			return sql == null && this.defaultSql == null && (!this.serial || this.defaultChanged);
		}
		String now = this.defaultSql.strip();
		String asked = sql.strip();
		return now.equals(asked) || (now.startsWith(asked + "::") && TypeName.withoutModifiers(type)
			.equals(TypeName.withoutModifiers(now.substring(asked.length() + 2))));
	}

	/** Returns whether the newer version's default is the same for every row. */
	public boolean hasConstantDefault() {
		return this.defaultSql != null && ConstantDefault.isConstant(this.defaultSql);
	}

	/**
	 * Returns whether the default that the column was added with is the same for every
	 * row.
	 */
	public boolean hasConstantFirstDefault() {
		return this.firstDefaultSql != null && ConstantDefault.isConstant(this.firstDefaultSql);
	}

	/** Returns the generation expression of a new column, or null. */
	public @Nullable Generated generated() {
		return this.generated;
	}

	/** Returns whether the column is a new generated column. */
	public boolean isExpression() {
		return this.generated != null && this.generated.expression() != null;
	}

	/** Returns the identity of a new column, or null. */
	public @Nullable Identity identity() {
		return (this.generated != null) ? this.generated.identity() : null;
	}

	/** Returns whether the column is a new identity column. */
	public boolean isIdentity() {
		return identity() != null;
	}

	/**
	 * Returns the options of the sequence of a new identity column, after a blank, or
	 * nothing.
	 */
	public String sequenceOptions() {
		Identity identity = identity();
		return (identity != null && identity.sequenceOptions() != null) ? " " + identity.sequenceOptions() : "";
	}

	/** Returns whether it is a new column that its own sequence fills. */
	public boolean isSerial() {
		return this.serial;
	}

	/**
	 * Returns whether it is a new column that its own sequence or an expression fills.
	 */
	public boolean fillsItself() {
		return this.serial || this.generated != null;
	}

	/**
	 * Returns the name of the sequence that fills a new column, if any.
	 */
	public String requiredSequence() {
		return Objects.requireNonNull(this.sequence);
	}

	public void sequence(String sequence) {
		this.sequence = sequence;
	}

	/**
	 * Returns whether the values are computed from other columns, so that the column has
	 * no default until complete.
	 */
	public boolean isDerived() {
		return this.derived;
	}

	public void derived() {
		this.derived = true;
	}

	/**
	 * Returns whether the column is new and its first default is filled into existing
	 * rows in batches. A default that differs between rows would rewrite the table
	 * (PostgreSQL manual, ALTER TABLE, notes).
	 */
	public boolean isDefaultInBatches() {
		return this.added && (this.serial || isIdentity()
				|| (this.firstDefaultSql != null && (this.addedEmpty || !hasConstantFirstDefault())));
	}

	/**
	 * Returns whether existing rows are filled in batches after the column was added.
	 */
	public boolean isInBatches() {
		return this.derived || isDefaultInBatches();
	}

	/** Records that the column cannot be added with a value for existing rows. */
	public void addedEmpty() {
		this.addedEmpty = true;
	}

	public void changeDefault(Change change, Source operation) {
		if (!change.isAbsent()) {
			this.defaultSql = change.text();
			this.defaultBy = operation;
			this.defaultChanged = true;
		}
	}

}
