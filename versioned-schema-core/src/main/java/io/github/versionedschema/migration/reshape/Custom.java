package io.github.versionedschema.migration.reshape;

import org.jspecify.annotations.Nullable;

/**
 * Runs SQL.
 *
 * @param start the SQL that expand runs, or null
 * @param complete the SQL that complete runs, or null
 * @param abort the SQL that abort runs, or null
 */
record Custom(@Nullable String start, @Nullable String complete, @Nullable String abort) implements Action {

	@Override
	public void translate(Translation to) {
		if (this.start == null && this.complete == null && this.abort == null) {
			to.refuse("the action has no SQL", "Give 'start', 'complete' or 'abort'");
		}
		if (this.start != null) {
			to.add("sql", to.object().with("up", this.start).with("down", this.abort));
		}
		else if (this.abort != null) {
			to.refuse("'abort' without 'start' is not supported yet", "Abort undoes what 'start' did", "abort");
		}
		if (this.complete != null) {
			to.addOnComplete(this.complete);
		}
	}

}
