package io.github.versionedschema.fire;

import io.github.versionedschema.Outcome;
import io.github.versionedschema.VersionedSchema;

/**
 * Transitions in which a leader can be killed.
 */
enum Transition {

	EXPAND {

		@Override
		Outcome run(VersionedSchema schema) {
			return schema.expand();
		}

	},

	ABORT {

		@Override
		Outcome run(VersionedSchema schema) {
			return schema.abort(false);
		}

	},

	COMPLETE {

		@Override
		Outcome run(VersionedSchema schema) {
			return schema.complete(false);
		}

	};

	abstract Outcome run(VersionedSchema schema);

}
