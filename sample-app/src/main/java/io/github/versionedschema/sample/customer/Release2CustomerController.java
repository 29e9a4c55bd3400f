package io.github.versionedschema.sample.customer;

import org.springframework.context.annotation.Profile;
import org.springframework.web.bind.annotation.RestController;

/**
 * Serves the customers of release 2.
 */
@RestController
@Profile("release-2")
class Release2CustomerController extends CustomerController<Release2Customer> {

	Release2CustomerController(Release2CustomerRepository customers) {
		super(customers);
	}

}
