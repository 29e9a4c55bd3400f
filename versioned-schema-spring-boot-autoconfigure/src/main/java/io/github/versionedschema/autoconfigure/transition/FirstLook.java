package io.github.versionedschema.autoconfigure.transition;

import java.util.concurrent.CompletableFuture;

import io.github.versionedschema.VersionedSchema;
import org.jspecify.annotations.Nullable;

/**
 * Looks whether the application's version can be used while the application still creates
 * its beans: the first connection of a process takes its time. Whoever needs the answer
 * finds it there, or asks again. That it may be some seconds old does no harm: the
 * database judges every session that attaches.
 */
public final class FirstLook {

	private final VersionedSchema schema;

	private final SchemaLeader leader;

	private final boolean wanted;

	private volatile @Nullable CompletableFuture<@Nullable String> answer;

	/**
	 * Creates it; nothing happens yet.
	 * @param schema the engine
	 * @param leader on whose thread to look
	 * @param wanted false where nobody will ask
	 */
	public FirstLook(VersionedSchema schema, SchemaLeader leader, boolean wanted) {
		this.schema = schema;
		this.leader = leader;
		this.wanted = wanted;
	}

	/**
	 * Begins, once it is known how to connect.
	 */
	public void begin() {
		if (this.wanted && this.answer == null) {
			this.answer = this.leader.call(this.schema::usableSchema);
		}
	}

	/**
	 * Returns what was seen. On the leader's thread there is nothing to wait for.
	 * @return the version's schema if it could be used, or null when that is not known
	 */
	@Nullable String schema() {
		CompletableFuture<@Nullable String> seen = this.answer;
		return (seen != null && seen.isDone() && !seen.isCompletedExceptionally()) ? seen.join() : null;
	}

}
