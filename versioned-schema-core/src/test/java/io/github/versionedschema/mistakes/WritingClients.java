package io.github.versionedschema.mistakes;

import java.util.ArrayList;
import java.util.List;

import io.github.versionedschema.VersionedSchema;
import io.github.versionedschema.event.TransitionListener;
import io.github.versionedschema.release.Clients;
import io.github.versionedschema.release.Release;
import io.github.versionedschema.test.CatalogueSnapshot;
import io.github.versionedschema.test.TestDatabase;
import org.assertj.core.api.AbstractThrowableAssert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Clients of the older version that write values which cannot be computed, from some
 * moment of an expand on.
 */
final class WritingClients {

	private final Failing failing;

	private final TestDatabase database;

	private final List<Clients> clients = new ArrayList<>();

	WritingClients(Failing failing, TestDatabase database) {
		this.failing = failing;
		this.database = database;
	}

	/** Starts the clients, unless they are started already. */
	void start() {
		if (this.clients.isEmpty()) {
			Clients writing = Clients.start(this.database, Release.OLD, this.failing.statements());
			this.clients.add(writing);
			writing.awaitStatements(100);
		}
	}

	/** Starts the clients as soon as the table has its sync triggers. */
	TransitionListener startedAfterExpand() {
		return Failing.after("expand.t", this::start);
	}

	/**
	 * Requires that the expand fails and leaves nothing behind, and that no statement of
	 * the clients fails.
	 * @param starting starts the clients
	 * @param texts further parts of the message
	 */
	void requireUndone(TransitionListener starting, String... texts) {
		Release release = Release.installed(this.database, this.failing.change());
		CatalogueSnapshot before = CatalogueSnapshot.of(this.database, "public");
		try (VersionedSchema second = release.second(starting)) {
			AbstractThrowableAssert<?, ?> failure = assertThatThrownBy(second::expand)
				.hasMessageContaining(this.failing.message())
				.hasMessageContaining("was undone");
			List.of(texts).forEach(failure::hasMessageContaining);
		}
		finally {
			this.clients.forEach((writing) -> writing.awaitStatements(20));
			this.clients.forEach(Clients::close);
		}
		assertThat(this.clients).singleElement().satisfies((writing) -> assertThat(writing.failures()).isEmpty());
		assertThat(CatalogueSnapshot.of(this.database, "public").changesSince(before)).isEmpty();
	}

}
