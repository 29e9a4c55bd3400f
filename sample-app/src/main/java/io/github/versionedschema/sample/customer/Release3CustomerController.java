package io.github.versionedschema.sample.customer;

import org.springframework.context.annotation.Profile;
import org.springframework.web.bind.annotation.RestController;

/**
 * Serves the customers of release 3.
 */
@RestController
@Profile("release-3")
class Release3CustomerController extends CustomerController<Release3Customer> {

	Release3CustomerController(Release3CustomerRepository customers) {
		super(customers);
	}

}
