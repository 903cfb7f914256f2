/** Who said what: pages and texts become blocks, scripts, quotations and speakers. */
module quoth {
    exports quoth;
}
