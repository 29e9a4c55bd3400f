package io.github.versionedschema.migration.model;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What identifies a row of a table for logical replication.
 *
 * @param type the kind of identity
 * @param index the unique index whose columns identify a row
 */
public record ReplicaIdentityDefinition(Type type, @Nullable String index) {

	/** The kinds of identity. */
	public enum Type implements ObjectType {

		/** Nothing. */
		NOTHING,

		/** The primary key, if there is one. */
		DEFAULT,

		/** The columns of a unique index. */
		INDEX("index"),

		/** The whole row. */
		FULL;

		private final List<String> keys;

		Type(String... keys) {
			this.keys = List.of(keys);
		}

		@Override
		public List<String> keys() {
			return this.keys;
		}

	}

}
