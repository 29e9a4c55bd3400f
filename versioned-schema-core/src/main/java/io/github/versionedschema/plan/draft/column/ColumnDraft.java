package io.github.versionedschema.plan.draft.column;

import java.util.Objects;

import io.github.versionedschema.migration.model.Change;
import io.github.versionedschema.migration.model.ColumnDefinition;
import io.github.versionedschema.migration.place.Source;
import io.github.versionedschema.plan.text.ColumnType;
import io.github.versionedschema.plan.text.SerialType;
import io.github.versionedschema.plan.text.TypeName;
import io.github.versionedschema.schema.Column;
import org.jspecify.annotations.Nullable;

/**
 * A column that a chain changes. A column whose values differ between versions has two
 * drafts: the old column, which the newer version does not see, and its replacement.
 */
public final class ColumnDraft extends NamedDraft {

	private final @Nullable Column source;

	private final @Nullable String firstName;

	private final @Nullable ColumnDraft replaces;

	private final @Nullable Source operation;

	private final Filling filling;

	private ColumnType type;

	private boolean notNull;

	private @Nullable String comment;

	private boolean commentChanged;

	private boolean owed;

	public ColumnDraft(Column source, String firstName) {
		super(source.name(), source.physicalName(), null);
		this.source = source;
		this.firstName = firstName;
		this.replaces = null;
		this.operation = null;
		this.filling = Filling.of(source);
		this.type = new ColumnType(source.type(), source.collation());
		this.notNull = source.notNull();
		this.comment = source.comment();
	}

	public ColumnDraft(ColumnDefinition definition, Source operation) {
		super(definition.name(), definition.name(), operation);
		this.source = null;
		this.firstName = null;
		this.replaces = null;
		this.operation = operation;
		this.filling = Filling.of(definition, operation);
		this.type = ColumnType.of(definition.type());
		this.notNull = !definition.nullable() || definition.pk() || this.filling.isSerial();
		this.comment = definition.comment();
	}

	public ColumnDraft(ColumnDraft replaces, ColumnType type, Source operation) {
		super(replaces.requiredName(), replaces.physicalName(), operation);
		this.source = null;
		this.firstName = null;
		this.replaces = replaces;
		this.operation = operation;
		this.filling = replaces.filling.ofReplacement(replaces.source, type);
		this.type = type;
		this.notNull = replaces.notNull;
		this.comment = replaces.comment;
	}

	/**
	 * Returns its name in the database during expand, which it may have lost since
	 * because an older version was removed.
	 */
	public String nameDuringExpand() {
		return (this.firstName != null) ? this.firstName : physicalName();
	}

	/** Returns the operation that creates it, or null for an existing column. */
	public @Nullable Source operation() {
		return this.operation;
	}

	/** Returns the existing column, or null for a column that the chain creates. */
	public @Nullable Column source() {
		return this.source;
	}

	/** Returns the column that this one replaces, or null. */
	public @Nullable ColumnDraft replaces() {
		return this.replaces;
	}

	/**
	 * Returns the existing column that this one replaces, directly or indirectly, or
	 * null.
	 */
	public @Nullable Column ancestor() {
		return (this.replaces != null) ? this.replaces.ancestor() : this.source;
	}

	/**
	 * Returns its name in the older version, or null if the older version does not have
	 * it.
	 */
	public @Nullable String oldName() {
		return (this.source != null) ? this.source.name() : null;
	}

	/** Returns whether both versions see it. */
	public boolean isShared() {
		return this.source != null && name() != null;
	}

	/** Returns whether the older version sees it and the newer one does not. */
	public boolean isOldOnly() {
		return this.source != null && name() == null;
	}

	/** Returns whether the newer version sees it and the older one does not. */
	public boolean isNewOnly() {
		return this.source == null && name() != null;
	}

	/**
	 * Returns whether it is in the table. An intermediate value between two replacements
	 * is only computed, and in neither version.
	 */
	public boolean isPhysical() {
		return this.source != null || name() != null;
	}

	/** Returns its type with modifiers, without a collation. */
	public String type() {
		return this.type.name();
	}

	/** Returns its type with modifiers and collation. */
	public ColumnType columnType() {
		return this.type;
	}

	/** Returns whether it has the type, by any of its names. */
	public boolean hasType(String type) {
		return TypeName.canonical(type()).equals(TypeName.canonical(type));
	}

	public void type(ColumnType type) {
		this.type = type;
	}

	/** Returns whether its type is allowed for an identity column. */
	public boolean isInteger() {
		return SerialType.isInteger(type());
	}

	/** Returns whether it is not null in the newer version. */
	public boolean notNull() {
		return this.notNull;
	}

	public void notNull(boolean notNull) {
		this.notNull = notNull;
	}

	/**
	 * Returns whether it is NOT NULL in the older version, and a row of the newer version
	 * has no value of it until its transaction ends.
	 */
	public boolean isOwed() {
		return this.owed;
	}

	/** Lets rows of the newer version have no value until their transaction ends. */
	public void owe() {
		this.owed = true;
	}

	/** Returns its comment in the newer version, or null for none. */
	public @Nullable String comment() {
		return this.comment;
	}

	/** Returns whether the comment differs between the versions. */
	public boolean commentChanged() {
		return this.commentChanged;
	}

	/** Returns whether it already has the comment; an empty one is none. */
	public boolean hasComment(Change asked) {
		String text = (asked.text() != null) ? asked.text() : "";
		return text.equals(Objects.requireNonNullElse(this.comment, ""));
	}

	public void changeComment(Change change) {
		if (!change.isAbsent()) {
			this.comment = change.text();
			this.commentChanged = true;
		}
	}

	/** Returns the source of its values. */
	public Filling filling() {
		return this.filling;
	}

	/** Returns whether it already has the default. */
	public boolean hasDefault(Change asked) {
		return !isIdentity() && !isGenerated() && this.filling.hasDefault(asked.text(), type());
	}

	/** Returns whether it is a generated column. */
	public boolean isGenerated() {
		return (this.source != null) ? this.source.generation() != Column.Generation.NONE : this.filling.isExpression();
	}

	/** Returns whether it is an identity column in the old or the newer version. */
	public boolean isIdentity() {
		return (this.source != null) ? this.source.identity() != Column.Identity.NONE : this.filling.isIdentity();
	}

	@Override
	public String toString() {
		String name = (name() != null) ? name() : oldName();
		if (name != null) {
			return name;
		}
		return (this.replaces != null) ? this.replaces.toString() : physicalName();
	}

}
