package io.github.versionedschema.applications.libraries;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** Expects that no release has lost a visit of another one. */
final class VisitsOfAll {

	private VisitsOfAll() {
	}

	static void verify(List<Client> all, List<Client> live) {
		Map<Long, Long> expected = new HashMap<>();
		for (Client client : all) {
			if (client instanceof PersonsClient persons) {
				persons.visits().forEach((id, visits) -> expected.merge(id, visits, Long::sum));
			}
		}
		expected.forEach((id,
				visits) -> live.forEach((client) -> assertThat(((PersonsClient) client).storedVisits(id))
					.as("visits to customer %d", id)
					.isEqualTo(visits)));
	}

}
