// Starts the NHS.UK components that stand on the page. Every page works without this.
import { initAll } from '../vendor/nhsuk-frontend/nhsuk-frontend.min.js';

initAll();
