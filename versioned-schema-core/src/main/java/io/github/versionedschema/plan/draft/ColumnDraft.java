package io.github.versionedschema.plan.draft;

import java.util.Locale;
import java.util.Objects;
import java.util.Set;

import io.github.versionedschema.migration.Change;
import io.github.versionedschema.migration.Generated;
import io.github.versionedschema.migration.Source;
import io.github.versionedschema.schema.Column;
import org.jspecify.annotations.Nullable;

/**
 * A column as the chain changes it. A column whose values differ between versions is two
 * drafts: the old one, which the new version no longer sees, and its replacement.
 */
public final class ColumnDraft {

	private static final Set<String> INTEGERS = Set.of("smallint", "integer", "bigint", "int", "int2", "int4", "int8");

	private final @Nullable Column source;

	private final @Nullable ColumnDraft replaces;

	private final @Nullable Source operation;

	private @Nullable String name;

	private String type;

	private boolean notNull;

	private @Nullable String defaultSql;

	private boolean defaultChanged;

	private @Nullable String comment;

	private boolean commentChanged;

	private @Nullable Generated generated;

	private boolean serial;

	private boolean derived;

	private boolean addedEmpty;

	private @Nullable String sequence;

	private String physicalName;

	ColumnDraft(Column source) {
		this.source = source;
		this.replaces = null;
		this.operation = null;
		this.name = source.name();
		this.type = source.type();
		this.notNull = source.notNull();
		this.defaultSql = source.defaultExpression();
		this.comment = source.comment();
		this.physicalName = source.name();
	}

	ColumnDraft(String name, String type, boolean notNull, @Nullable String defaultSql, @Nullable String comment,
			@Nullable Generated generated, Source operation) {
		this.source = null;
		this.replaces = null;
		this.operation = operation;
		this.name = name;
		this.serial = SerialType.isSerial(type);
		this.type = SerialType.plain(type);
		this.notNull = notNull || this.serial;
		this.defaultSql = defaultSql;
		this.comment = comment;
		this.generated = generated;
		this.physicalName = name;
	}

	ColumnDraft(ColumnDraft replaces, String type, Source operation) {
		this.source = null;
		this.operation = operation;
		this.replaces = replaces;
		this.name = replaces.name;
		this.type = type;
		this.notNull = replaces.notNull;
		this.defaultSql = replaces.defaultSql;
		this.defaultChanged = replaces.defaultChanged;
		this.comment = replaces.comment;
		this.serial = replaces.serial;
		this.physicalName = replaces.physicalName;
	}

	/** Returns the operation that makes it, or null for a column of the catalogue. */
	public @Nullable Source operation() {
		return this.operation;
	}

	/** Returns the column of the catalogue, or null for one that the chain makes. */
	public @Nullable Column source() {
		return this.source;
	}

	/** Returns the column whose values this one holds in a newer shape, or null. */
	public @Nullable ColumnDraft replaces() {
		return this.replaces;
	}

	/**
	 * Returns the column of the catalogue that this one descends from through
	 * replacements, or null.
	 */
	public @Nullable Column ancestor() {
		return (this.replaces != null) ? this.replaces.ancestor() : this.source;
	}

	/**
	 * Returns its name in the old version, or null when the old version does not have it.
	 */
	public @Nullable String oldName() {
		return (this.source != null) ? this.source.name() : null;
	}

	/**
	 * Returns its name in the new version, or null when the new version does not have it.
	 */
	public @Nullable String name() {
		return this.name;
	}

	/** Returns its name in the new version, which has it. */
	public String requiredName() {
		if (this.name == null) {
			throw new IllegalStateException("The new version does not have " + this.physicalName);
		}
		return this.name;
	}

	/** Returns whether both versions see it. */
	public boolean isShared() {
		return this.source != null && this.name != null;
	}

	/** Returns whether the old version sees it and the new one does not. */
	public boolean isOldOnly() {
		return this.source != null && this.name == null;
	}

	/** Returns whether the new version sees it and the old one does not. */
	public boolean isNewOnly() {
		return this.source == null && this.name != null;
	}

	/**
	 * Returns whether it is in the table; a value between two replacements is in neither
	 * version and only computed.
	 */
	public boolean isPhysical() {
		return this.source != null || this.name != null;
	}

	/** Returns its name in the table while both versions live. */
	public String physicalName() {
		return this.physicalName;
	}

	void physicalName(String physicalName) {
		this.physicalName = physicalName;
	}

	/** Returns its type with modifiers. */
	public String type() {
		return this.type;
	}

	void type(String type) {
		this.type = type;
	}

	/** Returns whether the new version demands that it is not null. */
	public boolean notNull() {
		return this.notNull;
	}

	void notNull(boolean notNull) {
		this.notNull = notNull;
	}

	/** Returns its default in the new version as SQL, or null for none. */
	public @Nullable String defaultSql() {
		return this.defaultSql;
	}

	/** Returns whether the new version's default differs from the old version's. */
	public boolean defaultChanged() {
		return this.defaultChanged;
	}

	/** Returns its comment in the new version, or null for none. */
	public @Nullable String comment() {
		return this.comment;
	}

	/** Returns whether the comment differs between the versions. */
	public boolean commentChanged() {
		return this.commentChanged;
	}

	/** Returns how a new column generates its values, or null. */
	public @Nullable Generated generated() {
		return this.generated;
	}

	/** Returns whether PostgreSQL computes it from other columns. */
	public boolean isGenerated() {
		return (this.source != null) ? this.source.generation() != Column.Generation.NONE
				: this.generated != null && this.generated.expression() != null;
	}

	/** Returns whether its type is one that an identity may have. */
	public boolean isInteger() {
		return isInteger(this.type);
	}

	static boolean isInteger(String type) {
		return INTEGERS.contains(SerialType.plain(type).strip().toLowerCase(Locale.ROOT));
	}

	/** Returns whether its default is the same for every row. */
	public boolean hasConstantDefault() {
		return this.defaultSql != null && ConstantDefault.isConstant(this.defaultSql);
	}

	/** Returns whether it is a new column that a sequence of its own fills. */
	public boolean isSerial() {
		return this.serial;
	}

	/**
	 * Returns whether rows that exist get their value after the column was added, batch
	 * by batch.
	 * @param derived whether the value follows from other columns
	 */
	boolean isFilledLater(boolean derived) {
		return derived || isFilledByDefault();
	}

	/**
	 * Returns whether the column is new and a default fills it that cannot be given at
	 * once: one that is not the same for every row would rewrite the table (PostgreSQL
	 * manual, ALTER TABLE, notes).
	 */
	public boolean isFilledByDefault() {
		return this.source == null && this.replaces == null && (this.serial || isIdentity()
				|| (this.defaultSql != null && (this.addedEmpty || !hasConstantDefault())));
	}

	/** Records that the table does not take it with a value for existing rows. */
	void addedEmpty() {
		this.addedEmpty = true;
	}

	/** Returns whether the column is new and an identity. */
	public boolean isIdentity() {
		return this.generated != null && this.generated.identity() != null;
	}

	/** Returns the name of the sequence that fills it, for a new column with one. */
	public String requiredSequence() {
		return Objects.requireNonNull(this.sequence);
	}

	void sequence(String sequence) {
		this.sequence = sequence;
	}

	/**
	 * Returns whether its values follow from other columns, so that the table itself
	 * gives it no default meanwhile.
	 */
	public boolean isDerived() {
		return this.derived;
	}

	void derived() {
		this.derived = true;
	}

	void rename(String name) {
		this.name = name;
	}

	void drop() {
		this.name = null;
	}

	void changeDefault(Change change) {
		if (!change.isAbsent()) {
			this.defaultSql = change.text();
			this.defaultChanged = true;
		}
	}

	void changeComment(Change change) {
		if (!change.isAbsent()) {
			this.comment = change.text();
			this.commentChanged = true;
		}
	}

	@Override
	public String toString() {
		return (this.name != null) ? this.name : this.physicalName;
	}

}
