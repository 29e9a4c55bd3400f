package io.github.versionedschema.sample.customer;

import org.springframework.context.annotation.Profile;
import org.springframework.web.bind.annotation.RestController;

/**
 * Serves the customers of release 1.
 */
@RestController
@Profile("release-1")
class Release1CustomerController extends CustomerController<Release1Customer> {

	Release1CustomerController(Release1CustomerRepository customers) {
		super(customers);
	}

}
