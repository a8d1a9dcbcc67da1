package cli

// IndexVar is where Kubernetes tells a pod of an Indexed Job which one it is.
const IndexVar = "JOB_COMPLETION_INDEX"
