package io.github.versionedschema.applications.libraries;

import org.junit.jupiter.api.Tag;

/** The same with more load. */
@Tag("soak")
class LibrariesInEveryPhaseSoakTests extends LibrariesInEveryPhaseTests {

	@Override
	int turns() {
		return 200;
	}

}
