package io.github.versionedschema.migration.reshape;

import io.github.versionedschema.migration.reshape.translation.Translation;
import io.github.versionedschema.schema.Identifier;
import org.jspecify.annotations.Nullable;

/**
 * Runs SQL, or nothing.
 *
 * @param start the SQL that expand runs, or null
 * @param complete the SQL that complete runs, or null
 * @param abort the SQL that abort runs, or null
 */
record Custom(@Nullable String start, @Nullable String complete, @Nullable String abort) implements Action {

	private static final String NOTHING = "DO " + Identifier.dollarQuoted("BEGIN END");

	@Override
	public void translate(Translation to) {
		if (this.start != null || this.abort != null || this.complete == null) {
			boolean nothing = this.start == null && this.abort == null;
			to.add("sql",
					to.object()
						.with("up", (this.start != null) ? this.start : NOTHING)
						.with("down", nothing ? NOTHING : this.abort));
		}
		if (this.complete != null) {
			to.addOnComplete(this.complete);
		}
	}

}
