package io.github.versionedschema.applications.common;

import java.util.List;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Uses the database in requests.
 */
@RestController
public final class CustomersController {

	private final Sightings sightings;

	CustomersController(Sightings sightings) {
		this.sightings = sightings;
	}

	@GetMapping("/customers")
	List<String> customers() {
		return this.sightings.look("request");
	}

}
