package io.github.versionedschema.chains.table;

import java.util.List;

/**
 * A type that only one table uses.
 *
 * @param kind the type of its columns
 * @param labels the values of an enum, or none
 * @param replaced whether versions have had other values for themselves
 */
public record OwnType(Kind kind, List<String> labels, boolean replaced) {

	public OwnType {
		labels = List.copyOf(labels);
	}

	/** Returns an enum. */
	public static OwnType ofEnum(String name, List<String> labels) {
		return new OwnType(Kind.ofEnum(name, labels), labels, false);
	}

	/** Returns the enum with values that only the newest version has. */
	public OwnType withOwn(List<String> others) {
		return new OwnType(Kind.ofEnum(name(), others), others, true);
	}

	/** Returns the type's name. */
	public String name() {
		return this.kind.type();
	}

	/** Returns whether the column is of this type. */
	public boolean isOf(ChainColumn column) {
		return column.kind().type().equals(name());
	}

}
