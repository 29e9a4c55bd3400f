package io.github.versionedschema.release;

import io.github.versionedschema.Outcome;
import io.github.versionedschema.VersionedSchema;

/**
 * Transitions in which a leader can be killed.
 */
public enum Transition {

	EXPAND {

		@Override
		public Outcome run(VersionedSchema schema) {
			return schema.expand();
		}

	},

	ABORT {

		@Override
		public Outcome run(VersionedSchema schema) {
			return schema.abort(false);
		}

	},

	COMPLETE {

		@Override
		public Outcome run(VersionedSchema schema) {
			return schema.complete(false);
		}

	};

	public abstract Outcome run(VersionedSchema schema);

}
