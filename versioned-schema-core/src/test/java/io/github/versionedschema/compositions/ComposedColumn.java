package io.github.versionedschema.compositions;

import org.jspecify.annotations.Nullable;

/**
 * A column as previous operations leave it.
 *
 * @param name its name
 * @param type its type
 * @param nullable whether it may be null
 * @param distinct whether all rows have different values or none
 * @param base the column that a generated column is computed from, or null
 */
record ComposedColumn(String name, String type, boolean nullable, boolean distinct, @Nullable String base) {

	boolean isGenerated() {
		return this.base != null;
	}

	boolean isText() {
		return this.type.equals("text");
	}

	ComposedColumn named(String other) {
		return new ComposedColumn(other, this.type, this.nullable, this.distinct, this.base);
	}

	ComposedColumn of(String other) {
		return new ComposedColumn(this.name, other, this.nullable, this.distinct, this.base);
	}

	ComposedColumn nullable(boolean may) {
		return new ComposedColumn(this.name, this.type, may, this.distinct && !may, this.base);
	}

	ComposedColumn over(String other) {
		return new ComposedColumn(this.name, this.type, this.nullable, this.distinct, other);
	}

}
